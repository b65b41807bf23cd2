using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace ClickFunnels.TestKit;

/// <summary>The actions of a person on the consent page, over plain HTTP without following redirects.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public Browser() => _http.DefaultRequestHeaders.UserAgent.ParseAdd("browser/1.0");

    public HttpClient Http => _http;

    public async Task<Page> OpenAsync(Uri url)
    {
        using var response = await _http.GetAsync(url);
        return new Page(
            url,
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Location,
            response.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.Single() : null
        );
    }

    /// <summary>Presses the one button; another workspace can be picked.</summary>
    public async Task<Page> ConsentAsync(Page page, long? workspaceId = null)
    {
        var fields = Inputs()
            .Matches(page.Html)
            .ToDictionary(match => match.Groups["name"].Value, match => WebUtility.HtmlDecode(match.Groups["value"].Value));
        if (Checked().Match(page.Html) is { Success: true } picked)
        {
            fields["workspace_id"] = picked.Groups["value"].Value;
        }

        if (workspaceId is { } id)
        {
            fields["workspace_id"] = id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var target = new Uri(page.Url, Form().Match(page.Html).Groups["action"].Value);
        using var content = new FormUrlEncodedContent(fields);
        using var response = await _http.PostAsync(target, content);
        return new Page(target, (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location, null);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("<form method=\"post\" action=\"(?<action>[^\"]+)\"")]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Inputs();

    [GeneratedRegex("<input type=\"radio\" name=\"workspace_id\" value=\"(?<value>\\d+)\" checked>")]
    private static partial Regex Checked();

    [GeneratedRegex("<a href=\"(?<href>[^\"]+)\">Deny</a>")]
    private static partial Regex Deny();

    /// <summary>A page, or where it sends the browser.</summary>
    internal sealed record Page(Uri Url, int Status, string Html, Uri? Location, string? Policy)
    {
        public string? Returned(string name) =>
            QueryHelpers.ParseQuery(Location!.Query).TryGetValue(name, out var value) ? value.ToString() : null;

        public string DenyUrl => WebUtility.HtmlDecode(Deny().Match(Html).Groups["href"].Value);
    }
}
