using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ClickFunnels;
using ClickFunnels.Core;
using ClickFunnels.OAuth;
using Microsoft.Extensions.Options;

namespace OAuthConnect;

/// <summary>A customer connects a workspace, the application uses it, and the customer takes it back.</summary>
public static partial class Story
{
    /// <summary>Tells the story and writes what happens.</summary>
    /// <param name="application">The application that the customer visits.</param>
    /// <param name="workspaceId">The workspace that the customer picks.</param>
    /// <param name="transcript">Receives the transcript.</param>
    /// <param name="cancellationToken">Stops the story.</param>
    /// <exception cref="StoryException">Something went another way than it should.</exception>
    public static async Task TellAsync(
        ConnectApplication application,
        long workspaceId,
        TextWriter transcript,
        CancellationToken cancellationToken
    )
    {
        using var visitor = new Visitor();
        var tokens = application.Services.GetRequiredService<IOAuthTokenStore>();

        transcript.WriteLine("1. The customer opens the page and follows \"Connect ClickFunnels\"");
        var start = Expect(await visitor.OpenAsync(application.Url, cancellationToken), HttpStatusCode.OK, "None is connected.");
        var link = new Uri(start.Url, Link().Match(start.Html).Groups["href"].Value);
        var away = Redirected(await visitor.OpenAsync(link, cancellationToken));
        transcript.WriteLine(
            $"   sent to {away.GetLeftPart(UriPartial.Path)}, with state and PKCE challenge; both secrets stay in an encrypted cookie"
        );

        transcript.WriteLine("2. ClickFunnels asks for consent");
        var consent = Expect(await visitor.OpenAsync(away, cancellationToken), HttpStatusCode.OK, "Authorize");
        var picked = new Dictionary<string, string> { ["workspace_id"] = workspaceId.ToString(CultureInfo.InvariantCulture) };
        var back = Redirected(await visitor.SubmitAsync(consent, picked, cancellationToken));
        transcript.WriteLine($"   workspace {workspaceId} picked; sent back to {back.AbsolutePath} with a code");

        transcript.WriteLine("3. The application exchanges the code and keeps the token");
        var home = Redirected(await visitor.OpenAsync(back, cancellationToken));
        var connected = Expect(await visitor.OpenAsync(home, cancellationToken), HttpStatusCode.OK, "Disconnect");
        transcript.WriteLine($"   the page says: workspace {workspaceId} with {Contacts().Match(connected.Html).Value}");
        var token = await tokens.FindAsync(workspaceId, cancellationToken) ?? throw new StoryException("The token was not kept.");

        transcript.WriteLine("4. The same callback once more");
        Expect(await visitor.OpenAsync(back, cancellationToken), HttpStatusCode.BadRequest, "Begin again.");
        transcript.WriteLine("   refused: 400");

        transcript.WriteLine("5. The customer disconnects");
        Redirected(await visitor.SubmitAsync(connected, new Dictionary<string, string>(), cancellationToken));
        Expect(await visitor.OpenAsync(application.Url, cancellationToken), HttpStatusCode.OK, "None is connected.");
        transcript.WriteLine("   the page says: None is connected.");
        transcript.WriteLine($"   {await RefusalOfFactoryAsync(application, workspaceId, cancellationToken)}");
        transcript.WriteLine($"   the revoked token is answered with {await StatusOfTokenAsync(application, token, cancellationToken)}");
    }

    private static async Task<string> RefusalOfFactoryAsync(
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

        throw new StoryException("The factory still makes clients of a workspace that was disconnected.");
    }

    private static async Task<int> StatusOfTokenAsync(ConnectApplication application, OAuthToken token, CancellationToken cancellationToken)
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
                $"{visit.Url.AbsolutePath} was answered with {(int)visit.Status}, not with {(int)status} and a page that says \"{text}\"."
            );

    private static Uri Redirected(Visit visit) =>
        visit.Next ?? throw new StoryException($"{visit.Url.AbsolutePath} was answered with {(int)visit.Status}, not with a redirection.");

    [GeneratedRegex("<a href=\"(?<href>[^\"]+)\">Connect ClickFunnels</a>")]
    private static partial Regex Link();

    [GeneratedRegex("\\d+ contacts")]
    private static partial Regex Contacts();
}
