using System.Globalization;
using System.Net;
using System.Text;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.OAuth;

/// <summary>The pages that a browser sees.</summary>
internal static class ConsentPage
{
    [Behavior(
        "The consent page has one button; an installation also selects a workspace",
        Evidence.Documented,
        "vendor guide, OAuth; vendor program, 2026-06; its look is assumed"
    )]
    public static EmulatorResponse Ask(Authorization authorization, string request, IReadOnlyList<Record> workspaces, string denyUrl)
    {
        var choices = new StringBuilder();
        if (authorization.IsInstallation)
        {
            foreach (var (index, workspace) in workspaces.Index())
            {
                choices
                    .Append(
                        CultureInfo.InvariantCulture,
                        $"<p><label><input type=\"radio\" name=\"workspace_id\" value=\"{workspace.Id}\"{(index == 0 ? " checked" : "")}> "
                    )
                    .Append(Escape(workspace.Text("name")))
                    .AppendLine("</label></p>");
            }
        }
        else
        {
            choices.AppendLine("<p>It will reach all of your workspaces.</p>");
        }

        var name = Escape(authorization.Application.Name);
        return Page(
            200,
            $"Connect {name}",
            $"""
            <p>{name} asks for access: {Escape(authorization.Scope)}.</p>
            <form method="post" action="/oauth/authorize">
            <input type="hidden" name="request" value="{request}">
            {choices}<p><button type="submit">Authorize</button></p>
            </form>
            <p><a href="{Escape(denyUrl)}">Deny</a></p>
            """
        );
    }

    public static EmulatorResponse Refuse(string reason) => Page(400, "This application cannot be connected", $"<p>{Escape(reason)}</p>");

    private static EmulatorResponse Page(int status, string title, string body) =>
        new(
            status,
            Encoding.UTF8.GetBytes(
                $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n"
                    + $"<body><h1>{title}</h1>\n{body}\n</body></html>\n"
            ),
            EmulatorResponse.Html
        )
        {
            Headers =
            [
                KeyValuePair.Create("Cache-Control", "no-store"),
                KeyValuePair.Create("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
                KeyValuePair.Create("Referrer-Policy", "no-referrer"),
            ],
        };

    private static string Escape(string? text) => WebUtility.HtmlEncode(text ?? "");
}
