using System.CommandLine;
using System.Globalization;
using ClickFunnels.Cli.Operations;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>The command <c>webhooks verify</c>: verifies a saved delivery.</summary>
internal sealed class VerifyWebhookCommand
{
    private const int MaximumFile = 64 * 1024 * 1024;

    private readonly Argument<string> _file = new("file")
    {
        Description =
            "The delivery: header lines, an empty line and the body, as listen --save writes it, or a JSON object with headers and body. "
            + "With --signature and --timestamp: the raw body.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _signature = new("--signature")
    {
        Description = $"The value of the header {WebhookHeaders.Signature}.",
        HelpName = "HEX",
    };

    private readonly Option<string?> _timestamp = new("--timestamp")
    {
        Description = $"The value of the header {WebhookHeaders.Timestamp}.",
        HelpName = "SECONDS",
    };

    private readonly Option<string?> _at = new("--at")
    {
        Description = "Verify as if it were this time, such as 2026-03-01T12:00:00Z. The default is now.",
        HelpName = "TIME",
    };

    private readonly Option<int?> _tolerance = new("--tolerance")
    {
        Description = "Largest distance of the signature from that time, in seconds. The default is 600.",
        HelpName = "SECONDS",
    };

    private readonly Option<bool> _secret = WebhookSecrets.Option();

    public CliCommand Create() =>
        new(
            "verify",
            "Verifies the signature of a saved delivery. The exit code is 1 if it is not valid.",
            "clickfunnels webhooks verify delivery.http --at 2026-03-01T12:00:00Z",
            RunAsync
        )
        {
            _file,
            _signature,
            _timestamp,
            _at,
            _tolerance,
            _secret,
        };

    private async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var options = new WebhookVerifierOptions { TimeProvider = Clock(run) };
        if (run.Parsed.GetValue(_tolerance) is { } seconds)
        {
            options.Tolerance = seconds is >= 1 and <= 86_400
                ? TimeSpan.FromSeconds(seconds)
                : throw CliException.Usage("--tolerance must be from 1 to 86400 seconds.");
        }

        var message = await ReadAsync(run, cancellationToken);
        var secret = await WebhookSecrets.ReadAsync(run, run.Parsed.GetValue(_secret), cancellationToken);
        options.Secrets = [secret ?? throw WebhookSecrets.Missing()];
        var verification = new WebhookVerifier(options).Verify(message.Body, message.Signature, message.Timestamp);
        await WriteAsync(run, verification, message.Body, cancellationToken);
        if (!verification.IsValid)
        {
            run.Note(WebhookReading.Explain(verification.Result));
        }

        return verification.IsValid ? ExitCodes.Success : ExitCodes.Negative;
    }

    private async Task<WebhookMessage> ReadAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var file = run.Parsed.GetRequiredValue(_file);
        var signature = run.Parsed.GetValue(_signature);
        var timestamp = run.Parsed.GetValue(_timestamp);
        if (signature is null != timestamp is null)
        {
            throw CliException.Usage("--signature and --timestamp belong together: pass both, or a file with the headers.");
        }

        await using var stream = File.OpenRead(file);
        var bytes = await InputText.ReadAsync(stream, MaximumFile, file, cancellationToken);
        return signature is null ? WebhookMessage.Parse(bytes, file) : new WebhookMessage(signature, timestamp, bytes);
    }

    private TimeProvider Clock(CommandRun run)
    {
        if (run.Parsed.GetValue(_at) is not { } text)
        {
            return run.Host.Clock;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new VerificationClock(time)
            : throw CliException.Usage("--at must be a time, such as 2026-03-01T12:00:00Z.");
    }

    private static async Task WriteAsync(CommandRun run, WebhookVerification verification, byte[] body, CancellationToken cancellationToken)
    {
        var (type, id) = WebhookReading.TypeAndId(body);
        using var json = WebhookJson.Write(writer =>
        {
            writer.WriteBoolean("valid", verification.IsValid);
            writer.WriteString("reason", WebhookReading.Code(verification.Result));
            writer.WriteString("event_type", type.Length > 0 ? type : null);
            writer.WriteString("id", id.Length > 0 ? id : null);
            if (verification.SignedAt is { } signedAt)
            {
                writer.WriteString("signed_at", signedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            }
            else
            {
                writer.WriteNull("signed_at");
            }
        });
        var records = run.Write(new OutputShape { IsList = false, Fields = ["valid", "reason", "event_type", "id", "signed_at"] });
        await records.WriteAsync(json.RootElement, cancellationToken);
        await records.EndAsync(cancellationToken);
    }

    private sealed class VerificationClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
