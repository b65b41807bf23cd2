using System.CommandLine;
using ClickFunnels.Cli.Operations;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>
/// Reads the secret of an endpoint from the standard input or the environment, never from an argument, which others can see.
/// </summary>
internal static class WebhookSecrets
{
    public const string Variable = "CLICKFUNNELS_WEBHOOK_SECRET";
    private const int MaximumInput = 1024 * 1024;

    /// <summary>Creates the option that reads the secret from the standard input.</summary>
    public static Option<bool> Option() =>
        new("--secret-stdin") { Description = $"Read the secret of the endpoint from the standard input; {Variable} when left out." };

    /// <summary>Reads the secret; null if there is none.</summary>
    public static async Task<string?> ReadAsync(CommandRun run, bool fromInput, CancellationToken cancellationToken)
    {
        if (!fromInput)
        {
            return run.Host.Variable(Variable) is { Length: > 0 } secret ? secret : null;
        }

        if (run.Host.IsInputTerminal)
        {
            run.Note("Type or paste the secret. It is not shown.");
            return run.Host.ReadHidden()?.Trim() is { Length: > 0 } typed ? typed : throw Missing();
        }

        await using var stream = run.Host.OpenInput();
        var bytes = await InputText.ReadAsync(stream, MaximumInput, "The standard input", cancellationToken);
        return InputText.Decode(bytes, "The standard input").TrimEnd('\r', '\n') is { Length: > 0 } piped ? piped : throw Missing();
    }

    /// <summary>Gets the error of a command that needs a secret.</summary>
    public static CliException Missing() =>
        CliException.Usage(
            $"There is no secret to verify with: set {Variable}, or pass it on the standard input with --secret-stdin. "
                + "The service shows it when the endpoint is created."
        );
}
