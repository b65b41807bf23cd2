using ClickFunnels.Core.Infrastructure;
using ClickFunnels.OAuth;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>The options of the pages that connect accounts. They are validated when the application starts.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ClickFunnelsConnectOptions
{
    /// <summary>Your application as registered in the developer portal. The redirect URI is the address of the callback.</summary>
    public OAuthOptions OAuth { get; set; } = new();

    /// <summary>
    /// The options of the clients that <see cref="ClickFunnelsClientFactory" /> creates. The factory sets token, workspace and
    /// subdomain. The User-Agent defaults to that of <see cref="OAuth" />.
    /// </summary>
    public ClickFunnelsClientOptions Client { get; set; } = new();

    /// <summary>The flow: a customer connects one workspace, which is the default, or all workspaces of a user.</summary>
    public OAuthFlow Flow { get; set; } = OAuthFlow.Installation;

    /// <summary>The scopes to request. None are required.</summary>
    public IList<string> Scopes { get; set; } = [];

    /// <summary>The time that a customer has to consent. The default is 10 minutes.</summary>
    public TimeSpan AttemptLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The path of this application that the browser is redirected to if the first request has no <c>returnUrl</c>. The default is
    /// <c>/</c>.
    /// </summary>
    public string ReturnUrl { get; set; } = "/";

    /// <summary>
    /// A callback that runs when an account is connected, before the browser is redirected. The token of a workspace is already
    /// stored. The token of a user has no workspace and is not stored: save it here. <see cref="OAuthFlow.User" /> requires this
    /// callback.
    /// </summary>
    public Func<ClickFunnelsConnectedContext, Task>? OnConnected { get; set; }

    /// <summary>
    /// A callback that writes the response if an account could not be connected. The default response is 400, or 503 if the service
    /// did not respond, with a short text.
    /// </summary>
    public Func<ClickFunnelsConnectFailedContext, Task>? OnFailed { get; set; }

    /// <summary>Returns the validation errors, each naming the option and how to fix it; empty if the options are valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (OAuth is null || Client is null || Scopes is null)
        {
            problems.Add("OAuth, Client and Scopes must not be null: keep their default values instead.");
            return problems;
        }

        problems.AddRange(OAuth.Validate().Select(static problem => "OAuth." + problem));
        problems.AddRange(ValidateClient(Client));
        if (!Enum.IsDefined(Flow))
        {
            problems.Add("Flow has an undefined value: use Installation or User.");
        }
        else if (Flow == OAuthFlow.User && OnConnected is null)
        {
            problems.Add("OnConnected is missing: the User flow stores no token, so save it in this callback.");
        }

        if (Scopes.Any(static scope => string.IsNullOrWhiteSpace(scope) || scope.Contains(' ')))
        {
            problems.Add("Scopes contains an empty entry or an entry with a space: add each scope as its own entry.");
        }

        if (AttemptLifetime < TimeSpan.FromMinutes(1) || AttemptLifetime > TimeSpan.FromHours(1))
        {
            problems.Add("AttemptLifetime must be between one minute and one hour.");
        }

        if (!LocalUrl.IsLocal(ReturnUrl))
        {
            problems.Add("ReturnUrl must be a path of this application, such as /settings.");
        }

        return problems;
    }

    // Creates a factory, because it knows which options it sets itself.
    private static IReadOnlyList<string> ValidateClient(ClickFunnelsClientOptions client)
    {
        try
        {
            new ClickFunnelsClientFactory(new InMemoryOAuthTokenStore(), client).Dispose();
            return [];
        }
        catch (ApiConfigurationException exception)
        {
            return [.. exception.Problems.Select(static problem => "Client." + problem)];
        }
    }
}

/// <summary>Reports all validation errors at once when the application starts.</summary>
internal sealed class ValidateClickFunnelsConnectOptions : IValidateOptions<ClickFunnelsConnectOptions>
{
    public ValidateOptionsResult Validate(string? name, ClickFunnelsConnectOptions options) =>
        options.Validate() is { Count: > 0 } problems
            ? ValidateOptionsResult.Fail(problems.Select(static problem => "ClickFunnels connect: " + problem))
            : ValidateOptionsResult.Success;
}
