using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Contracts.Traffic;

/// <summary>Finds the content of a contract for a media type; ranges such as <c>application/*</c> are supported.</summary>
internal static class MediaTypes
{
    public static ApiContent? Find(IReadOnlyDictionary<string, ApiContent> content, string mediaType) =>
        content.FirstOrDefault(entry => Essence(entry.Key).Equals(mediaType, StringComparison.OrdinalIgnoreCase)).Value
        ?? content.GetValueOrDefault(mediaType.Split('/')[0] + "/*")
        ?? content.GetValueOrDefault("*/*");

    public static bool IsJson(string mediaType) =>
        mediaType.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    public static string List(IReadOnlyDictionary<string, ApiContent> content) =>
        string.Join(" or ", content.Keys.Order(StringComparer.Ordinal));

    private static string Essence(string mediaType) => mediaType.Split(';')[0].Trim();
}
