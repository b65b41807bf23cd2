using System.Net;
using System.Text.RegularExpressions;

namespace OAuthConnect;

/// <summary>Acts like a person with a browser: opens pages, follows redirects, stores cookies and submits forms.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    public Visitor() => _http.DefaultRequestHeaders.UserAgent.ParseAdd("OAuthConnect-visitor/1.0");

    public async Task<Visit> OpenAsync(Uri url, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(url, cancellationToken);
        return await ReadAsync(url, response, cancellationToken);
    }

    /// <summary>Submits the first form of a page, with its hidden fields and the given fields.</summary>
    public async Task<Visit> SubmitAsync(Visit page, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        if (Form().Match(page.Html) is not { Success: true } form)
        {
            throw new StoryException($"{page.Url.AbsolutePath} has no form.");
        }

        var sent = new Dictionary<string, string>(fields);
        foreach (Match field in Hidden().Matches(form.Groups["inner"].Value))
        {
            sent.TryAdd(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value));
        }

        var target = new Uri(page.Url, form.Groups["action"].Value);
        using var content = new FormUrlEncodedContent(sent);
        using var response = await _http.PostAsync(target, content, cancellationToken);
        return await ReadAsync(target, response, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<Visit> ReadAsync(Uri url, HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(
            url,
            response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellationToken),
            response.Headers.Location is { } location ? new Uri(url, location) : null
        );

    [GeneratedRegex("<form method=\"post\" action=\"(?<action>[^\"]+)\">(?<inner>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\">")]
    private static partial Regex Hidden();
}

/// <summary>The response to a request.</summary>
/// <param name="Url">The URL of the request.</param>
/// <param name="Status">The status of the response.</param>
/// <param name="Html">The page.</param>
/// <param name="Next">The target of a redirect; null for a page.</param>
internal sealed record Visit(Uri Url, HttpStatusCode Status, string Html, Uri? Next);
