using System.Text.Json;
using System.Text.Unicode;

namespace ClickFunnels.Emulator.Engine;

/// <summary>Checks that all texts of a JSON document can be read.</summary>
internal static class JsonText
{
    /// <summary>Returns false for bytes that are not UTF-8, and for escaped halves of surrogate pairs such as <c>\ud800</c>.</summary>
    /// <exception cref="JsonException">The document is not JSON.</exception>
    public static bool IsReadable(ReadOnlySpan<byte> json, int maxDepth)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        if (json.IndexOf("\\u"u8) < 0)
        {
            return true;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
