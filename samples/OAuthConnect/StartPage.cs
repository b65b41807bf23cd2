using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;

namespace OAuthConnect;

/// <summary>A row of the page.</summary>
/// <param name="Id">The id of the workspace.</param>
/// <param name="Name">The name of the workspace.</param>
/// <param name="Contacts">The number of its contacts.</param>
internal sealed record ConnectedWorkspace(long Id, string Name, int Contacts);

/// <summary>Renders the page of the application.</summary>
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
            {(workspaces.Count == 0 ? "<tr><td>No workspace is connected.</td></tr>" : rows)}
            </table>
            <p><a href="/connect/clickfunnels?returnUrl=/">Connect ClickFunnels</a></p>
            </body></html>
            """;
    }
}
