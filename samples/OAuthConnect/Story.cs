using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ClickFunnels;
using ClickFunnels.Core;
using ClickFunnels.OAuth;
using Microsoft.Extensions.Options;

namespace OAuthConnect;

/// <summary>A customer connects a workspace, the application uses it, and the customer disconnects it.</summary>
public static partial class Story
{
    /// <summary>Runs the story and writes a transcript.</summary>
    /// <param name="application">The application that the customer visits.</param>
    /// <param name="workspaceId">The workspace that the customer selects.</param>
    /// <param name="transcript">Receives the transcript.</param>
    /// <param name="cancellationToken">Cancels the story.</param>
    /// <exception cref="StoryException">A page did not have the expected content.</exception>
    public static async Task RunAsync(
        ConnectApplication application,
        long workspaceId,
        TextWriter transcript,
        CancellationToken cancellationToken
    )
    {
        using var visitor = new Visitor();
        var tokens = application.Services.GetRequiredService<IOAuthTokenStore>();

        transcript.WriteLine("1. The customer opens the page and follows \"Connect ClickFunnels\"");
        var start = Expect(await visitor.OpenAsync(application.Url, cancellationToken), HttpStatusCode.OK, "No workspace is connected.");
        var link = new Uri(start.Url, Link().Match(start.Html).Groups["href"].Value);
        var away = Redirected(await visitor.OpenAsync(link, cancellationToken));
        transcript.WriteLine(
            $"   redirected to {away.GetLeftPart(UriPartial.Path)}, with a state and a PKCE challenge; "
                + "an encrypted cookie keeps both secrets"
        );

        transcript.WriteLine("2. ClickFunnels asks for consent");
        var consent = Expect(await visitor.OpenAsync(away, cancellationToken), HttpStatusCode.OK, "Authorize");
        var selected = new Dictionary<string, string> { ["workspace_id"] = workspaceId.ToString(CultureInfo.InvariantCulture) };
        var back = Redirected(await visitor.SubmitAsync(consent, selected, cancellationToken));
        transcript.WriteLine($"   workspace {workspaceId} selected; redirected to {back.AbsolutePath} with a code");

        transcript.WriteLine("3. The application exchanges the code for a token and stores the token");
        var home = Redirected(await visitor.OpenAsync(back, cancellationToken));
        var connected = Expect(await visitor.OpenAsync(home, cancellationToken), HttpStatusCode.OK, "Disconnect");
        transcript.WriteLine($"   the page shows: workspace {workspaceId} with {Contacts().Match(connected.Html).Value}");
        var token = await tokens.FindAsync(workspaceId, cancellationToken) ?? throw new StoryException("The token was not stored.");

        transcript.WriteLine("4. The same callback a second time");
        Expect(await visitor.OpenAsync(back, cancellationToken), HttpStatusCode.BadRequest, "Start again.");
        transcript.WriteLine("   rejected with 400");

        transcript.WriteLine("5. The customer disconnects");
        Redirected(await visitor.SubmitAsync(connected, new Dictionary<string, string>(), cancellationToken));
        Expect(await visitor.OpenAsync(application.Url, cancellationToken), HttpStatusCode.OK, "No workspace is connected.");
        transcript.WriteLine("   the page shows: No workspace is connected.");
        transcript.WriteLine($"   {await GetFactoryErrorAsync(application, workspaceId, cancellationToken)}");
        transcript.WriteLine($"   a request with the revoked token gives {await GetStatusAsync(application, token, cancellationToken)}");
    }

    private static async Task<string> GetFactoryErrorAsync(
        ConnectApplication application,
        long workspaceId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await application.Services.GetRequiredService<ClickFunnelsClientFactory>().ForWorkspaceAsync(workspaceId, cancellationToken);
        }
        catch (OAuthException exception)
        {
            return exception.Message;
        }

        throw new StoryException("The factory still creates clients for a disconnected workspace.");
    }

    private static async Task<int> GetStatusAsync(ConnectApplication application, OAuthToken token, CancellationToken cancellationToken)
    {
        var settings = application.Services.GetRequiredService<IOptions<ClickFunnels.AspNetCore.ClickFunnelsConnectOptions>>().Value;
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = token.AccessToken,
                UserAgent = settings.OAuth.UserAgent,
                BaseAddress = settings.Client.BaseAddress,
                WorkspaceId = token.WorkspaceId!.Value,
            }
        );
        try
        {
            await client.Contacts.ListAsync(cancellationToken: cancellationToken).FirstPageAsync(cancellationToken);
        }
        catch (ApiUnauthorizedException exception)
        {
            return exception.StatusCode;
        }

        throw new StoryException("The revoked token still works.");
    }

    private static Visit Expect(Visit visit, HttpStatusCode status, string text) =>
        visit.Status == status && visit.Html.Contains(text, StringComparison.Ordinal)
            ? visit
            : throw new StoryException(
                $"{visit.Url.AbsolutePath} returned {(int)visit.Status}. Expected {(int)status} and a page that contains \"{text}\"."
            );

    private static Uri Redirected(Visit visit) =>
        visit.Next ?? throw new StoryException($"{visit.Url.AbsolutePath} returned {(int)visit.Status}. Expected a redirect.");

    [GeneratedRegex("<a href=\"(?<href>[^\"]+)\">Connect ClickFunnels</a>")]
    private static partial Regex Link();

    [GeneratedRegex("\\d+ contacts")]
    private static partial Regex Contacts();
}

/// <summary>The exception that is thrown if a page does not have the expected content.</summary>
/// <param name="message">The page and its content.</param>
public sealed class StoryException(string message) : Exception(message);
