using ClickFunnels.Cli.Running;
using ClickFunnels.Core;
using ClickFunnels.Migration;
using ClickFunnels.Sync;
using ClickFunnels.Workflows;

namespace ClickFunnels.Cli.Jobs;

/// <summary>Describes the exceptions of the libraries that do the work of jobs.</summary>
internal static class JobErrors
{
    /// <summary>Returns the description; null for an exception of another library.</summary>
    public static ErrorReport? Find(Exception exception) =>
        exception switch
        {
            InvalidProductPlanException plan => Report(
                ExitCodes.Input,
                "input",
                $"The plan has {plan.Problems.Count} problem{(plan.Problems.Count == 1 ? "" : "s")}, and nothing was sent."
            ) with
            {
                Fields = [.. plan.Problems.Select(problem => new ApiError(problem.Path, problem.Message))],
            },
            ProductWorkflowJournalException or MigrationInputException or ImportInputException => Report(
                ExitCodes.Input,
                "input",
                exception.Message
            ),
            ProductWorkflowException failure => Failed(failure, failure.IsTransient),
            SyncConflictException => Report(ExitCodes.Conflict, "conflict", exception.Message) with { Retryable = true },
            SyncSinkException => Report(ExitCodes.Input, "input", exception.Message),
            MigrationException or SyncException => Failed(exception, exception.InnerException is ApiException { IsTransient: true }),
            _ => null,
        };

    // Every job continues where it stopped, so it may be repeated if the cause is gone.
    private static ErrorReport Failed(Exception exception, bool isTransient) =>
        exception.InnerException is ApiException cause
            ? ErrorReport.Of(cause, CancellationToken.None) with
            {
                Message = exception.Message,
                Retryable = isTransient,
            }
            : Report(ExitCodes.Negative, "incomplete", exception.Message);

    private static ErrorReport Report(int exitCode, string code, string message) =>
        new()
        {
            ExitCode = exitCode,
            Code = code,
            Message = message,
        };
}
