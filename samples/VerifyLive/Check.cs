namespace VerifyLive;

/// <summary>The effect of a check on the workspace.</summary>
internal enum CheckKind
{
    Reads,
    Writes,
}

/// <summary>The result of a check.</summary>
internal enum CheckStatus
{
    Confirmed,
    Differs,
    Unknown,
    Skipped,
    Failed,
}

/// <summary>One question about the live service that public material leaves open.</summary>
/// <param name="Id">Name on the command line.</param>
/// <param name="Title">Short title.</param>
/// <param name="Question">The question.</param>
/// <param name="Assumption">The assumption of the contract.</param>
/// <param name="Kind">The effect on the workspace.</param>
/// <param name="Requests">Every request that the check can send: method, route and query, without data.</param>
/// <param name="RunAsync">Sends the requests and compares.</param>
/// <param name="Needs">What it needs beside the workspace; null for nothing.</param>
/// <param name="Leftover">What the API cannot remove again; null for nothing.</param>
internal sealed record Check(
    string Id,
    string Title,
    string Question,
    string Assumption,
    CheckKind Kind,
    IReadOnlyList<string> Requests,
    Func<CheckContext, Task<Outcome>> RunAsync,
    string? Needs = null,
    string? Leftover = null
);

/// <summary>The result of a check, and the reason for it. Details are in the notes of the context.</summary>
internal sealed record Outcome(CheckStatus Status, string Reason)
{
    public static Outcome Confirmed(string reason) => new(CheckStatus.Confirmed, reason);

    public static Outcome Differs(string reason) => new(CheckStatus.Differs, reason);

    public static Outcome Unknown(string reason) => new(CheckStatus.Unknown, reason);

    public static Outcome Skipped(string reason) => new(CheckStatus.Skipped, reason);

    public static Outcome Failed(string reason) => new(CheckStatus.Failed, reason);

    /// <summary>Confirmed if a condition holds, and otherwise different.</summary>
    public static Outcome Of(bool holds, string confirmed, string differs) => holds ? Confirmed(confirmed) : Differs(differs);
}

/// <summary>Ends a check early with a result.</summary>
internal sealed class CheckEndedException(Outcome outcome) : Exception(outcome.Reason)
{
    public Outcome Outcome { get; } = outcome;
}
