using System.Diagnostics;
using System.Globalization;
using ClickFunnels.Cli.Running;
using ClickFunnels.Core;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Cli.Accounts.Doctor;

/// <summary>Checks with small requests that the service accepts the account: token, plan, workspace, clock, time of a request.</summary>
internal sealed class ServiceChecks(CommandRun run, Account account)
{
    private const string Token = "token";
    private const string Plan = "plan";
    private const string WorkspaceName = "workspace";
    private const string Clock = "clock";
    private const string Limits = "limits";
    private static readonly TimeSpan NoticedDifference = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SlowCall = TimeSpan.FromSeconds(3);

    public async IAsyncEnumerable<DoctorCheck> RunAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var client = Clients.Open(run, account, null, out _, static options => options.MaxRetries = 0);
        var start = Stopwatch.GetTimestamp();
        var (response, check) = await ProbeAsync(client, cancellationToken);
        yield return check;
        if (response is null)
        {
            yield break;
        }

        var duration = Stopwatch.GetElapsedTime(start);
        if (account.Platform == ServicePlatform.ClickFunnels)
        {
            await foreach (var workspace in CheckWorkspaceAsync(client, cancellationToken))
            {
                yield return workspace;
            }
        }

        yield return CheckClock(response);
        yield return CheckLimits(response, duration);
    }

    private async Task<(ApiResponse? Response, DoctorCheck Check)> ProbeAsync(ApiClient client, CancellationToken cancellationToken)
    {
        try
        {
            var response = await AccountProbe.SendAsync(client, account.Platform, cancellationToken);
            return (response, DoctorCheck.Ok(Token, "The service accepts the token and the User-Agent."));
        }
        catch (ApiException exception)
        {
            return (null, Describe(Token, exception));
        }
    }

    private async IAsyncEnumerable<DoctorCheck> CheckWorkspaceAsync(
        ApiClient client,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (account.Scope is not { } scope)
        {
            yield return DoctorCheck.Warning(
                WorkspaceName,
                "No workspace is chosen, so that commands about the data of one need --workspace.",
                $"Set CLICKFUNNELS_WORKSPACE, or run clickfunnels profiles use {run.Profile ?? "NAME"} -w WORKSPACE."
            );
            yield break;
        }

        DoctorCheck found;
        try
        {
            var workspace = await ((ClickFunnelsClient)client).Workspaces.GetAsync(scope, cancellationToken: cancellationToken);
            found =
                account.Subdomain is { } kept && !kept.Equals(workspace.Subdomain, StringComparison.OrdinalIgnoreCase)
                    ? DoctorCheck.Failed(
                        WorkspaceName,
                        $"The subdomain of workspace {workspace.Id} is {workspace.Subdomain}, and not {kept} as in the settings.",
                        "Log in again, or correct CLICKFUNNELS_SUBDOMAIN."
                    )
                    : DoctorCheck.Ok(WorkspaceName, $"Workspace {workspace.Id} is {workspace.Subdomain}.myclickfunnels.com.");
        }
        catch (ApiException exception)
        {
            found = Describe(WorkspaceName, exception);
        }

        yield return found;
        if (found.HasFailed)
        {
            yield break;
        }

        yield return await CheckPlanAsync(client, cancellationToken);
    }

    private async Task<DoctorCheck> CheckPlanAsync(ApiClient client, CancellationToken cancellationToken)
    {
        try
        {
            var list = new RawRequest(HttpMethod.Get, "workspaces/{workspace_id}/contacts") { OperationId = "listContacts" };
            await client.SendAsync(list, cancellationToken);
            return DoctorCheck.Ok(Plan, "The plan and the token allow reading of contacts.");
        }
        catch (ApiException exception)
        {
            return Describe(Plan, exception);
        }
    }

    private DoctorCheck Describe(string check, ApiException exception) =>
        exception switch
        {
            ApiUnauthorizedException => DoctorCheck.Failed(
                check,
                "The service does not accept the token (401).",
                account.Platform == ServicePlatform.ClickFunnels
                    ? "Copy the API access token again (Team Settings, Developer Portal), and run clickfunnels login --token-stdin."
                    : $"Copy the API key again, and run {AccountResolver.LoginOf(account.Platform)} --token-stdin."
            ),
            ApiBlockedException => DoctorCheck.Failed(
                check,
                "The edge in front of the service blocked the request (403, not JSON).",
                "The usual causes are the User-Agent and the network: try another network without VPN or proxy, or ask the service to "
                    + $"allow {ProgramVersion.UserAgent}."
            ),
            ApiForbiddenException forbidden => DoctorCheck.Failed(
                check,
                $"The service refused the request (403){Text(forbidden)}.",
                account.Platform == ServicePlatform.ClickFunnels
                    ? "Check the plan: the Launch plan has neither the whole API nor webhooks. Then check the permissions of the token "
                        + "(Team Settings, Developer Portal)."
                    : "Check the plan and the permissions of the key."
            ),
            ApiNotFoundException => DoctorCheck.Failed(
                check,
                check == WorkspaceName
                    ? $"The token cannot access workspace {account.Scope} (404)."
                    : "The service does not know the route (404).",
                check == WorkspaceName
                    ? "Name another --workspace: clickfunnels doctor without one shows if the token works."
                    : "Check the address: it must be that of the service, without a path."
            ),
            ApiRateLimitException limit => DoctorCheck.Failed(
                check,
                "The service gets too many requests (429).",
                limit.RetryAfter is { } delay
                    ? $"Wait {Math.Ceiling(delay.TotalSeconds):0} seconds."
                    : "Wait a minute, and run fewer commands at the same time."
            ),
            ApiStatusException { StatusCode: >= 500 } failure => DoctorCheck.Failed(
                check,
                $"The service failed ({failure.StatusCode}).",
                "Try again later, and look at the status page of the service."
            ),
            ApiResponseException => DoctorCheck.Failed(
                check,
                "The response is not one of the service, or it is damaged.",
                "Check the address. A proxy, or the sign-in page of the network, may respond in the place of the service."
            ),
            _ => DoctorCheck.Failed(check, exception.Message, "Run the command again with --verbose, which shows the requests."),
        };

    // The first message of the service often names the plan or the permission.
    private static string Text(ApiStatusException exception) =>
        exception.Errors is [var first, ..] ? $": {first.Message.TrimEnd('.')}" : "";

    private DoctorCheck CheckClock(ApiResponse response)
    {
        if (
            !response.Headers.TryGetValue("Date", out var text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
        )
        {
            return DoctorCheck.Skipped(Clock, "the service sent no date");
        }

        var difference = run.Host.Clock.GetUtcNow() - date;
        var tolerance = new WebhookVerifierOptions().Tolerance;
        var found = $"The clock of this machine differs from that of the service by {Math.Abs(difference.TotalSeconds):0} seconds.";
        var fix = "Set the clock of this machine, or switch on its synchronization (NTP).";
        return difference.Duration() > tolerance
                ? DoctorCheck.Failed(Clock, $"{found} Webhooks are refused from {tolerance.TotalSeconds:0} seconds on.", fix)
            : difference.Duration() > NoticedDifference ? DoctorCheck.Warning(Clock, found, fix)
            : DoctorCheck.Ok(Clock, found);
    }

    private static DoctorCheck CheckLimits(ApiResponse response, TimeSpan duration)
    {
        var names = response
            .Headers.Where(header => header.Key.Contains("ratelimit", StringComparison.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {header.Value}")
            .Take(5)
            .ToList();
        var limits = names.Count == 0 ? "The service states no limits of requests." : string.Join(", ", names) + ".";
        var found = $"A small request took {duration.TotalMilliseconds:0} ms. {limits}";
        return duration > SlowCall
            ? DoctorCheck.Warning(Limits, found, "Try another network, or try again later.")
            : DoctorCheck.Ok(Limits, found);
    }
}
