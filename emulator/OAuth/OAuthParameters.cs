using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using Microsoft.AspNetCore.WebUtilities;

namespace ClickFunnels.Emulator.OAuth;

/// <summary>Parameters of a request: from the query, a form or a JSON object.</summary>
internal sealed class OAuthParameters
{
    private const int MaximumDepth = 64;

    private readonly Dictionary<string, string> _values = [];

    public string? this[string name] => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <exception cref="OAuthProblem">A parameter appears twice.</exception>
    public static OAuthParameters OfQuery(string text)
    {
        var parameters = new OAuthParameters();
        foreach (var (name, values) in QueryHelpers.ParseQuery(text))
        {
            if (values.Count > 1)
            {
                throw new OAuthProblem("invalid_request", $"{name} is there more than once.");
            }

            parameters._values[name] = values.ToString();
        }

        return parameters;
    }

    /// <exception cref="OAuthProblem">The body is neither a form nor a JSON object of texts.</exception>
    [Behavior(
        "The token endpoint accepts JSON, as in the guide, and forms, as the vendor's program sends",
        Evidence.Documented,
        "vendor guide, OAuth, 2025-11; vendor program, 2026-06"
    )]
    public static OAuthParameters OfBody(string? contentType, byte[] body)
    {
        var kind = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (kind == "application/x-www-form-urlencoded")
        {
            return OfQuery(Encoding.UTF8.GetString(body));
        }

        if (kind != "application/json")
        {
            throw new OAuthProblem("invalid_request", "The body must be application/x-www-form-urlencoded or application/json.");
        }

        try
        {
            if (!JsonText.IsReadable(body, MaximumDepth))
            {
                throw new OAuthProblem("invalid_request", "The body must be valid UTF-8 text.");
            }

            var parameters = new OAuthParameters();
            foreach (
                var (name, value) in JsonNode.Parse(body) as JsonObject
                    ?? throw new OAuthProblem("invalid_request", "The body must be a JSON object.")
            )
            {
                if (value is JsonValue text)
                {
                    parameters._values[name] = text.ToString();
                }
            }

            return parameters;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new OAuthProblem("invalid_request", "The body must be valid JSON.");
        }
    }
}
