using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;
using Microsoft.AspNetCore.WebUtilities;

namespace ClickFunnels.Emulator.OAuth;

/// <summary>The authorization server of the accounts host: a page with one button, tokens, revocation and metadata.</summary>
[Behavior(
    "authorize, token, revoke and the metadata have the paths of the accounts host",
    Evidence.Documented,
    "vendor guide, OAuth, 2025-11; published conformance notes, 2026-08"
)]
[Behavior("Applications do not register themselves here", Evidence.Assumed, "published: /oauth/register (RFC 7591)")]
internal sealed class OAuthServer(IReadOnlyList<OAuthApplication> applications, RecordStore store, TokenRegistry tokens, TimeProvider clock)
    : ISideRoutes
{
    private const string Authorize = "/oauth/authorize";
    private const string Token = "/oauth/token";
    private const string Revocation = "/oauth/revoke";
    private const string Metadata = "/.well-known/oauth-authorization-server";
    private const string DefaultScope = "admin read";
    private static readonly string[] Scopes = ["admin", "read", "write", "delete", "mcp"];
    private readonly AuthorizationStore _asked = new(clock, store.Generated);
    private readonly AuthorizationStore _codes = new(clock, store.Generated);

    public bool Serves(string path) => path is Authorize or Token or Revocation or Metadata;

    public void Forget()
    {
        _asked.Clear();
        _codes.Clear();
    }

    public EmulatorResponse Handle(HttpRequest request, byte[] body)
    {
        // Nothing of a state that is replaced meanwhile may get into the new one.
        lock (store.Gate)
        {
            return Respond(request, body);
        }
    }

    private EmulatorResponse Respond(HttpRequest request, byte[] body)
    {
        try
        {
            return (request.Method, request.Path.Value) switch
            {
                ("GET", Authorize) => Ask(request.QueryString.Value ?? ""),
                ("POST", Authorize) => Consent(OAuthParameters.OfBody(request.ContentType, body)),
                ("POST", Token) => Exchange(Authenticated(request, body)),
                ("POST", Revocation) => Revoke(Authenticated(request, body)),
                ("GET", Metadata) => Describe($"{request.Scheme}://{request.Host}"),
                _ => ClickFunnelsPlatform.Instance.Respond(ApiProblem.Error(405, "Method not allowed")),
            };
        }
        catch (OAuthProblem problem)
        {
            return request.Path == Authorize ? ConsentPage.Refuse(problem.Description) : problem.ToResponse();
        }
    }

    [Behavior("An unknown application or redirect URI gets an error page, never a redirect", Evidence.Assumed, "RFC 6749 demands it")]
    [Behavior(
        "new_installation=true connects one workspace, else the user with all of theirs",
        Evidence.Documented,
        "vendor guide, OAuth; vendor program, 2026-06"
    )]
    [Behavior(
        "PKCE is S256; a public client needs it",
        Evidence.Documented,
        "published conformance notes, 2026-08; that plain is refused is assumed"
    )]
    private EmulatorResponse Ask(string query)
    {
        var sent = OAuthParameters.OfQuery(query);
        var application = applications.FirstOrDefault(one => one.ClientId == sent["client_id"]);
        if (application is null)
        {
            return ConsentPage.Refuse("client_id names no registered application.");
        }

        if (sent["redirect_uri"] is not { } redirect || !application.Allows(redirect))
        {
            return ConsentPage.Refuse(
                "redirect_uri is not one that the application registered: it must be the same letter by letter. Only the port of a "
                    + "loopback address of a public client may differ."
            );
        }

        var authorization = new Authorization(
            application,
            redirect,
            sent["state"],
            sent["code_challenge"],
            sent["scope"] ?? DefaultScope,
            sent["new_installation"] == "true"
        );
        if (sent["response_type"] != "code")
        {
            return Return(authorization, "error", "unsupported_response_type");
        }

        if (
            authorization.Challenge is { } challenge
                ? sent["code_challenge_method"] != "S256" || !ProofKey.IsChallenge(challenge)
                : application.IsPublic || sent["code_challenge_method"] is not null
        )
        {
            return Return(authorization, "error", "invalid_request");
        }

        if (authorization.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Scopes).Any())
        {
            return Return(authorization, "error", "invalid_scope");
        }

        return ConsentPage.Ask(authorization, _asked.Keep(authorization), Workspaces(), Address(authorization, "error", "access_denied"));
    }

    private EmulatorResponse Consent(OAuthParameters sent)
    {
        if (_asked.Take(sent["request"]) is not { } authorization)
        {
            return ConsentPage.Refuse("This page was used or is too old: begin to connect again.");
        }

        if (authorization.IsInstallation)
        {
            var picked = Workspaces()
                .FirstOrDefault(workspace =>
                    workspace.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == sent["workspace_id"]
                );
            if (picked is null)
            {
                return ConsentPage.Refuse("No workspace was picked: begin to connect again.");
            }

            authorization = authorization with { WorkspaceId = picked.Id };
        }

        return Return(authorization, "code", _codes.Keep(authorization));
    }

    [Behavior(
        "The token of an installation has team, workspace and workspace_url; expires_in 7200 has no effect",
        Evidence.Documented,
        "vendor guide, OAuth, 2025-11"
    )]
    [Behavior("There is no refresh token: tokens do not expire", Evidence.Documented, "vendor guide, OAuth, 2025-11")]
    [Behavior(
        "The scope is admin read unless others are asked for; scopes limit nothing here",
        Evidence.Assumed,
        "published: no scope is needed"
    )]
    private EmulatorResponse Exchange((OAuthApplication Application, OAuthParameters Sent) request)
    {
        var sent = request.Sent;
        return sent["grant_type"] switch
        {
            "authorization_code" => Issue(request.Application, Granted(request.Application, sent)),
            "password" => Issue(request.Application, OfServer(request.Application, sent)),
            _ => throw new OAuthProblem("unsupported_grant_type", "grant_type must be authorization_code or password."),
        };
    }

    [Behavior(
        "A server gets a token with grant_type password: user name and password are the id and the secret of the application",
        Evidence.Documented,
        "vendor skills, refine filters and pages, 2026-10; that the token reaches all workspaces, and other fields, are assumed"
    )]
    private static Authorization OfServer(OAuthApplication application, OAuthParameters sent)
    {
        if (
            application.ClientSecret is not { } secret
            || sent["username"] != application.ClientId
            || !ClientAuthentication.AreEqual(secret, sent["password"] ?? "")
        )
        {
            throw new OAuthProblem("invalid_grant", "username and password must be the id and the secret of the application.");
        }

        var scope = sent["scope"] ?? DefaultScope;
        return scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Scopes).Any()
            ? throw new OAuthProblem("invalid_scope", "scope has a value that the service does not know.")
            : new Authorization(application, "", null, null, scope, false);
    }

    private Authorization Granted(OAuthApplication application, OAuthParameters sent)
    {
        if (
            _codes.Take(sent["code"]) is not { } granted
            || granted.Application != application
            || granted.RedirectUri != sent["redirect_uri"]
            || !ProofKey.IsVerified(granted.Challenge, sent["code_verifier"])
        )
        {
            throw new OAuthProblem(
                "invalid_grant",
                "The code is unknown, used or too old, or was given for another application, redirect_uri or code_verifier."
            );
        }

        return granted;
    }

    private EmulatorResponse Issue(OAuthApplication application, Authorization granted)
    {
        var token = "emulator-" + store.NewHex(48);
        var body = new JsonObject
        {
            ["access_token"] = token,
            ["token_type"] = "Bearer",
            ["expires_in"] = 7200,
            ["scope"] = granted.Scope,
            ["created_at"] = clock.GetUtcNow().ToUnixTimeSeconds(),
        };
        var reached = Workspaces();
        if (granted.WorkspaceId is { } id)
        {
            reached = [.. reached.Where(workspace => workspace.Id == id)];
            var (workspace, team) = Named(reached[0]);
            body["team_id"] = reached[0].TeamId;
            body["team_name"] = team;
            body["workspace_id"] = id;
            body["workspace_name"] = workspace;
            body["workspace_url"] = $"https://{reached[0].Text("subdomain")}.myclickfunnels.com";
        }

        tokens.Add(
            token,
            new Caller(reached.Select(one => one.TeamId).ToHashSet(), [.. reached.Select(one => one.Id)]),
            application.ClientId
        );
        return Json(body);
    }

    [Behavior("Revocation returns 200 whether or not the token is known", Evidence.Documented, "published metadata, 2026-08, and RFC 7009")]
    private EmulatorResponse Revoke((OAuthApplication Application, OAuthParameters Sent) request)
    {
        if (request.Sent["token"] is not { } token)
        {
            throw new OAuthProblem("invalid_request", "token is missing.");
        }

        tokens.Revoke(token, request.Application.ClientId);
        return Json([]);
    }

    [Behavior(
        "The metadata names what conformance notes of August 2026 name, but no registration",
        Evidence.Documented,
        "published conformance notes, 2026-08"
    )]
    private static EmulatorResponse Describe(string issuer) =>
        Json(
            new JsonObject
            {
                ["issuer"] = issuer,
                ["authorization_endpoint"] = issuer + Authorize,
                ["token_endpoint"] = issuer + Token,
                ["revocation_endpoint"] = issuer + Revocation,
                ["response_types_supported"] = new JsonArray("code"),
                ["grant_types_supported"] = new JsonArray("authorization_code", "refresh_token"),
                ["token_endpoint_auth_methods_supported"] = new JsonArray("none", "client_secret_post", "client_secret_basic"),
                ["code_challenge_methods_supported"] = new JsonArray("S256"),
                ["scopes_supported"] = new JsonArray([.. Scopes.Select(scope => (JsonNode)scope)]),
            }
        );

    private (OAuthApplication Application, OAuthParameters Sent) Authenticated(HttpRequest request, byte[] body)
    {
        var sent = OAuthParameters.OfBody(request.ContentType, body);
        return (ClientAuthentication.Identify(applications, request.Headers.Authorization.ToString(), sent), sent);
    }

    private static EmulatorResponse Return(Authorization authorization, string name, string value) =>
        EmulatorResponse.Empty(302) with
        {
            Headers =
            [
                KeyValuePair.Create("Location", Address(authorization, name, value)),
                KeyValuePair.Create("Cache-Control", "no-store"),
            ],
        };

    private static string Address(Authorization authorization, string name, string value)
    {
        var address = QueryHelpers.AddQueryString(authorization.RedirectUri, name, value);
        return authorization.State is { } state ? QueryHelpers.AddQueryString(address, "state", state) : address;
    }

    private static EmulatorResponse Json(JsonObject body) =>
        new(200, Encoding.UTF8.GetBytes(body.ToJsonString()), EmulatorResponse.Json)
        {
            Headers = [KeyValuePair.Create("Cache-Control", "no-store")],
        };

    private List<Record> Workspaces() => [.. store.Of("Workspace")];

    private (string? Workspace, string? Team) Named(Record workspace) =>
        (workspace.Text("name"), store.Find("Team", workspace.TeamId)?.Text("name"));
}
