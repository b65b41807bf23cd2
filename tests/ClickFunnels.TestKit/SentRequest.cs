using System.Text;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.TestKit;

/// <summary>A request as it would have gone over the wire.</summary>
internal sealed record SentRequest(string Method, string Url, IReadOnlyDictionary<string, string> Headers, byte[]? BodyBytes)
{
    public string? Body => BodyBytes is null ? null : Encoding.UTF8.GetString(BodyBytes);

    public JObject Json => JObject.Parse(Body ?? throw new AssertionException("The request has no body."));

    public string Query => new Uri(Url).Query;

    public static async Task<SentRequest> CaptureAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in message.Headers.NonValidated)
        {
            headers[name] = string.Join(" ", value);
        }

        if (message.Content is not null)
        {
            foreach (var (name, value) in message.Content.Headers.NonValidated)
            {
                headers[name] = string.Join(" ", value);
            }
        }

        var body = message.Content is null ? null : await message.Content.ReadAsByteArrayAsync(cancellationToken);
        return new SentRequest(message.Method.Method, message.RequestUri!.AbsoluteUri, headers, body);
    }
}
