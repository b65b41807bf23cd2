using System.CommandLine;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>The command <c>webhooks listen</c>: receives, verifies, shows and forwards deliveries.</summary>
internal sealed class ListenCommand
{
    private readonly Option<string?> _forwardTo = new("--forward-to")
    {
        Description = "Forward each verified delivery unchanged to this address, and return its status to the sender.",
        HelpName = "URL",
    };

    private readonly Option<bool> _remote = new("--allow-remote-forward") { Description = "Forward to other machines as well." };

    private readonly Option<bool> _unverified = new("--forward-unverified")
    {
        Description = "Forward deliveries whose signature is wrong as well, to test how the receiver refuses them.",
    };

    private readonly Option<int> _port = new("--port") { Description = "The port on loopback. A free one when left out.", HelpName = "N" };

    private readonly Option<string?> _publicUrl = new("--public-url")
    {
        Description = "The https address of a tunnel to --port. An endpoint with it is created, and removed at the end.",
        HelpName = "URL",
    };

    private readonly Option<string[]> _events = new("--events")
    {
        Description = "Only these event types, such as contact.created or order.*. The default is all.",
        HelpName = "TYPE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _save = new("--save")
    {
        Description = "Save each delivery as a file in this folder, for webhooks verify. The files hold personal data.",
        HelpName = "FOLDER",
    };

    private readonly Option<int?> _count = new("--count") { Description = "End after this number of deliveries.", HelpName = "N" };

    private readonly Option<bool> _secret = WebhookSecrets.Option();

    public CliCommand Create()
    {
        _events.CompletionSources.Add(_ =>
            EventTypes.Read([]).Select(static type => new System.CommandLine.Completions.CompletionItem(type))
        );
        return new CliCommand(
            "listen",
            "Receives deliveries on this machine, verifies their signatures, shows them and forwards them. "
                + "For an emulator on this machine, an endpoint is created for as long as the command runs; for the service, pass the "
                + "address of a tunnel with --public-url.",
            "clickfunnels webhooks listen --forward-to http://localhost:5000/webhooks",
            RunAsync
        )
        {
            _forwardTo,
            _remote,
            _unverified,
            _port,
            _publicUrl,
            _events,
            _save,
            _count,
            _secret,
        };
    }

    private async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var settings = Read(run);
        if (run.IsDryRun)
        {
            return await DryRunAsync(run, settings, cancellationToken);
        }

        var secret = await WebhookSecrets.ReadAsync(run, run.Parsed.GetValue(_secret), cancellationToken);
        await using var session = new ListenSession(run, settings with { Secret = secret });
        return await session.RunAsync(cancellationToken);
    }

    private ListenSettings Read(CommandRun run)
    {
        var parsed = run.Parsed;
        var events = parsed.GetValue(_events) ?? [];
        var port = parsed.GetValue(_port);
        if (port is < 0 or > 65_535)
        {
            throw CliException.Usage("--port must be from 1 to 65535.");
        }

        if (parsed.GetValue(_count) is < 1)
        {
            throw CliException.Usage("--count must be 1 or more.");
        }

        return new ListenSettings
        {
            ForwardTo = parsed.GetValue(_forwardTo) is { } address ? DeliveryForwarder.Check(address, parsed.GetValue(_remote)) : null,
            ForwardsUnverified = parsed.GetValue(_unverified),
            Port = port,
            PublicUrl = parsed.GetValue(_publicUrl) is { } publicUrl ? CheckPublic(publicUrl, port) : null,
            Types = EventTypes.Read(events),
            HasTypes = events.Length > 0,
            Folder = parsed.GetValue(_save),
            Count = parsed.GetValue(_count),
        };
    }

    private static Uri CheckPublic(string text, int port)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || !(address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback))
            || address.UserInfo.Length > 0
        )
        {
            throw CliException.Usage("--public-url must be the https address of a tunnel, such as https://example.com/webhooks.");
        }

        return port > 0
            ? address
            : throw CliException.Usage("--public-url needs --port: the port on this machine that the tunnel leads to.");
    }

    private static async Task<int> DryRunAsync(CommandRun run, ListenSettings settings, CancellationToken cancellationToken)
    {
        using var json = WebhookJson.Write(writer =>
        {
            writer.WriteNumber("port", settings.Port);
            writer.WriteString("public_url", settings.PublicUrl?.AbsoluteUri);
            writer.WriteString("forward_to", settings.ForwardTo?.AbsoluteUri);
            writer.WriteStartArray("event_types");
            foreach (var type in settings.Types)
            {
                writer.WriteStringValue(type);
            }

            writer.WriteEndArray();
        });
        var records = run.Write(new OutputShape { IsList = false });
        await records.WriteAsync(json.RootElement, cancellationToken);
        await records.EndAsync(cancellationToken);
        return ExitCodes.Success;
    }
}
