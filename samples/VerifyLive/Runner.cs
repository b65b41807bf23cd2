namespace VerifyLive;

/// <summary>The result of one check of a run.</summary>
internal sealed record CheckResult(Check Check, Outcome Outcome, IReadOnlyList<string> Notes);

/// <summary>Runs checks one after another. One that fails does not stop the others; a cancellation does, after the removal.</summary>
internal static class Runner
{
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(
        IReadOnlyList<Check> checks,
        Settings settings,
        Contract contract,
        HttpMessageHandler? handler,
        Action<CheckResult> report,
        CancellationToken cancellationToken
    )
    {
        using var service = new Service(settings, handler);
        var results = new List<CheckResult>();
        foreach (var check in checks)
        {
            var context = new CheckContext(check, service, contract, settings, cancellationToken);
            var outcome = cancellationToken.IsCancellationRequested
                ? Outcome.Skipped("The run was canceled.")
                : Refusal(check, settings) ?? await RunAsync(check, context);
            var result = new CheckResult(check, outcome, context.Notes);
            results.Add(result);
            report(result);
        }

        return results;
    }

    private static Outcome? Refusal(Check check, Settings settings) =>
        check.Kind == CheckKind.Writes && !settings.Write ? Outcome.Skipped("It writes. Add --write.")
        : check.Leftover is not null && !settings.AllowLeftovers
            ? Outcome.Skipped($"It leaves {check.Leftover}, which the API cannot remove. Add --allow-leftovers.")
        : null;

    private static async Task<Outcome> RunAsync(Check check, CheckContext context)
    {
        Outcome outcome;
        try
        {
            outcome = await check.RunAsync(context);
        }
        catch (CheckEndedException ended)
        {
            outcome = ended.Outcome;
        }
        catch (OperationCanceledException)
        {
            outcome = context.CancellationToken.IsCancellationRequested
                ? Outcome.Skipped("The run was canceled.")
                : Outcome.Failed("A request took too long.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The message can name the host.
            outcome = Outcome.Failed($"A request failed ({exception.GetType().Name}).");
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            outcome = Outcome.Failed($"A response could not be read ({exception.GetType().Name}).");
        }

        var remaining = await context.CleanUpAsync();
        return remaining.Count == 0
            ? outcome
            : Outcome.Failed(
                $"{outcome.Reason} Not taken back: {string.Join(", ", remaining)}. Records of a run are named {CheckContext.Marker}."
            );
    }
}
