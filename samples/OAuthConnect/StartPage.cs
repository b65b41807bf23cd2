using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;

namespace OAuthConnect;

/// <summary>A workspace as the page shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Contacts">How many contacts it has.</param>
internal sealed record ConnectedWorkspace(long Id, string Name, int Contacts);

/// <summary>The one page of the application.</summary>
internal static class StartPage
{
    public static string Write(IReadOnlyList<ConnectedWorkspace> workspaces, AntiforgeryTokenSet antiforgery)
    {
        var rows = new StringBuilder();
        foreach (var workspace in workspaces)
        {
            rows.AppendLine(
                CultureInfo.InvariantCulture,
                $"""
                <tr><td>{workspace.Id}</td><td>{WebUtility.HtmlEncode(workspace.Name)}</td><td>{workspace.Contacts} contacts</td><td>
                <form method="post" action="/disconnect">
                <input type="hidden" name="{WebUtility.HtmlEncode(antiforgery.FormFieldName)}" value="{WebUtility.HtmlEncode(
                    antiforgery.RequestToken
                )}">
                <input type="hidden" name="workspace_id" value="{workspace.Id}">
                <button type="submit">Disconnect</button>
                </form></td></tr>
                """
            );
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Connected workspaces</title></head>
            <body><h1>Connected workspaces</h1>
            <table>
            {(workspaces.Count == 0 ? "<tr><td>None is connected.</td></tr>" : rows)}
            </table>
            <p><a href="/connect/clickfunnels?returnUrl=/">Connect ClickFunnels</a></p>
            </body></html>
            """;
    }
}
