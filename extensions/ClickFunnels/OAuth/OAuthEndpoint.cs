using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.OAuth;

/// <summary>Sends requests to the authorization server and reads its responses. Nothing is retried, because a code works once.</summary>
internal sealed class OAuthEndpoint : IDisposable
{
    private const int MaximumBody = 256 * 1024;
    private const int MaximumDescription = 500;
    private readonly HttpMessageInvoker _http;
    private readonly Uri _address;
    private readonly TimeSpan _timeout;

    public OAuthEndpoint(OAuthOptions options)
    {
        _address = options.AccountsAddress;
        _timeout = options.Timeout;
        _http = new HttpMessageInvoker(
            new UserAgentHandler(options.UserAgent!, options.HttpHandler ?? PrimaryHandler.Create()),
            disposeHandler: options.HttpHandler is null
        );
    }

    public Task<JObject> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public Task<JObject> PostAsync(string path, Dictionary<string, string> fields, bool asJson, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post,
            path,
            asJson
                ? new StringContent(
                    new JObject(fields.Select(static field => new JProperty(field.Key, field.Value))).ToString(Formatting.None),
                    Encoding.UTF8,
                    "application/json"
                )
                : new FormUrlEncodedContent(fields),
            cancellationToken
        );

    /// <summary>Returns true if a text is an error code of RFC 6749, so that a message can contain it.</summary>
    public static bool IsCode(string? text)
    {
        if (string.IsNullOrEmpty(text) || text!.Length > 64)
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (letter is not ((>= 'a' and <= 'z') or '_'))
            {
                return false;
            }
        }

        return true;
    }

    public static string? Cut(string? text) => text?.Length > MaximumDescription ? text.Substring(0, MaximumDescription) : text;

    public void Dispose() => _http.Dispose();

    private async Task<JObject> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(_address, path)) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            using var response = await _http.SendAsync(request, limit.Token).ConfigureAwait(false);
            var text = await ReadAsync(response.Content, limit.Token).ConfigureAwait(false);
            var json = text is null ? null : OAuthJson.Parse(text);
            var status = (int)response.StatusCode;
            if (response.IsSuccessStatusCode)
            {
                // The response to a revocation may be empty.
                return json
                    ?? (
                        text is { Length: 0 }
                            ? []
                            : throw new OAuthException(
                                $"{method} {path} returned status {status}, but the body is not a JSON object.",
                                statusCode: status
                            )
                    );
            }

            var error = json?.Text("error");
            throw new OAuthException(
                $"{method} {path} returned status {status}{(IsCode(error) ? $" ({error})" : "")}{Fix(error, json is null, status)}.",
                IsCode(error) ? error : null,
                Cut(json?.Text("error_description")),
                status,
                isTransient: status is 429 or >= 500
            );
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OAuthException(
                $"{method} {path} got no response within {_timeout.TotalSeconds:0.###} s.",
                isTransient: true,
                innerException: exception
            );
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new OAuthException($"{method} {path}: the connection failed.", isTransient: true, innerException: exception);
        }
    }

    /// <summary>Returns the text of a body; null if it is too long or cannot be decompressed, so that the status still counts.</summary>
    private static async Task<string?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await ResponseBody.ReadAsync(content, MaximumBody, cancellationToken).ConfigureAwait(false);
            return body.IsWhole ? Encoding.UTF8.GetString(body.Bytes, 0, body.Length) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string Fix(string? error, bool noJson, int status) =>
        error switch
        {
            "invalid_grant" => ": the code was used, is too old, or belongs to another redirect URI or verifier; start connecting again",
            "invalid_client" => ": check the client id and the client secret",
            "redirect_uri_mismatch" or "invalid_redirect_uri" => ": the redirect URI differs from the one in the developer portal",
            _ when noJson && status == 403 => ": the edge in front of the service blocked the request; the usual cause is the User-Agent",
            _ => "",
        };
}
