using System.CommandLine;
using System.Globalization;

namespace ClickFunnels.Emulator;

/// <summary>The program's arguments.</summary>
internal static class EmulatorCommandLine
{
    public static RootCommand Create(Func<ClickFunnelsEmulatorOptions, CancellationToken, Task<int>> run)
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Address to listen on; port 0 means a free one.",
            DefaultValueFactory = _ => "http://127.0.0.1:4010",
            HelpName = "URL",
        };
        var contacts = new Option<int>("--contacts")
        {
            Description = $"Number of made-up contacts, 0 to {WorkspaceSeed.MaxContacts}.",
            HelpName = "N",
        };
        var processorOrders = new Option<bool>("--processor-orders")
        {
            Description = "Give the first contact subscriptions that Stripe and Payments AI process.",
        };
        var snapshot = new Option<string?>("--snapshot")
        {
            Description =
                "File to keep the state in: started from when it exists, and saved at the end. Changes in between are in FILE.log, so that "
                + "nothing that was acknowledged is lost when the program is killed.",
            HelpName = "FILE",
        };
        var flush = new Option<bool>("--flush-to-disk")
        {
            Description = "Flush each change to the disk, so that it survives a power failure; slower. Needs --snapshot.",
        };
        var token = new Option<string?>("--token") { Description = "Access token; generated when omitted.", HelpName = "TOKEN" };
        var subdomain = new Option<string>("--subdomain")
        {
            Description = "Subdomain of the workspace.",
            DefaultValueFactory = _ => "myworkspace",
            HelpName = "NAME",
        };
        var webhookSecret = new Option<string?>("--webhook-secret")
        {
            Description = "Secret of every webhook endpoint; generated for each when omitted.",
            HelpName = "SECRET",
        };
        var beyondLoopback = new Option<bool>("--deliver-beyond-loopback") { Description = "Deliver webhooks to other machines as well." };
        var oauthClient = new Option<string?>("--oauth-client")
        {
            Description = "Client id of an application that connects accounts with OAuth; a public client without --oauth-secret.",
            HelpName = "ID",
        };
        var oauthSecret = new Option<string?>("--oauth-secret")
        {
            Description =
                "Its client secret; generated when no value is given. Without this option the client is public and must use PKCE.",
            HelpName = "SECRET",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var oauthRedirects = new Option<string[]>("--oauth-redirect")
        {
            Description =
                "A redirect URI that it registered; may be given several times. Any http address on loopback is accepted when left out.",
            HelpName = "URI",
        };
        var record = new Option<string?>("--record")
        {
            Description =
                "Folder to write each exchange to, for clickfunnels-drift responses; the variable "
                + $"{ClickFunnelsEmulatorOptions.TrafficVariable} when left out.",
            HelpName = "FOLDER",
        };
        var verbose = new Option<bool>("--verbose") { Description = "Write a line a request to standard error." };
        var behaviors = new Option<bool>("--behaviors") { Description = "List what is emulated, with its evidence and source, and end." };

        urls.Validators.Add(result =>
        {
            if (result.Tokens is [.., var given] && ListenAddress(given.Value) is null)
            {
                result.AddError("--urls wants http://ADDRESS:PORT with an IP address or localhost.");
            }
        });
        oauthSecret.Validators.Add(result =>
        {
            if (result.GetValue(oauthClient) is null)
            {
                result.AddError("--oauth-secret needs --oauth-client.");
            }
        });
        oauthRedirects.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValue(oauthClient) is null)
            {
                result.AddError("--oauth-redirect needs --oauth-client.");
            }
        });
        contacts.Validators.Add(result =>
        {
            if (result.Tokens is [.., var given] && !IsCount(given.Value))
            {
                result.AddError($"--contacts wants a number from 0 to {WorkspaceSeed.MaxContacts}.");
            }
        });

        var command = new RootCommand(
            "A stateful local stand-in for the ClickFunnels 2.0 API. "
                + "When it listens it writes one JSON line with url, access_token, team_id, workspace_id and subdomain, and "
                + "with --oauth-client also oauth_client_id and, unless the client is public, oauth_client_secret."
        );
        foreach (
            var option in (Option[])
                [
                    urls,
                    contacts,
                    processorOrders,
                    snapshot,
                    flush,
                    token,
                    subdomain,
                    webhookSecret,
                    beyondLoopback,
                    oauthClient,
                    oauthSecret,
                    oauthRedirects,
                    record,
                    verbose,
                    behaviors,
                ]
        )
        {
            command.Options.Add(option);
        }

        command.SetAction(
            (parsed, cancellationToken) =>
            {
                if (parsed.GetValue(behaviors))
                {
                    return ListBehaviorsAsync();
                }

                var options = Recording(
                    parsed.GetValue(record),
                    new ClickFunnelsEmulatorOptions
                    {
                        ListenOn = ListenAddress(parsed.GetValue(urls)!)!,
                        Contacts = parsed.GetValue(contacts),
                        ProcessorOrders = parsed.GetValue(processorOrders),
                        SnapshotPath = parsed.GetValue(snapshot),
                        SaveSnapshotOnStop = parsed.GetValue(snapshot) is not null,
                        FlushToDisk = parsed.GetValue(flush),
                        AccessToken = parsed.GetValue(token),
                        Subdomain = parsed.GetValue(subdomain)!,
                        WebhookSecret = parsed.GetValue(webhookSecret),
                        DeliverBeyondLoopback = parsed.GetValue(beyondLoopback),
                        Log = parsed.GetValue(verbose) ? TextWriter.Synchronized(Console.Error) : null,
                    }
                );
                if (parsed.GetValue(oauthClient) is { } client)
                {
                    var application = new OAuthApplication(client);
                    if (parsed.GetResult(oauthSecret) is not null)
                    {
                        application.ClientSecret = parsed.GetValue(oauthSecret) ?? OAuthApplication.NewSecret();
                    }

                    foreach (var redirect in parsed.GetValue(oauthRedirects) ?? [])
                    {
                        application.RedirectUris.Add(redirect);
                    }

                    options.OAuthApplications.Add(application);
                }

                return run(options, cancellationToken);
            }
        );
        return command;
    }

    // Options that are left out keep the value of their environment variable.
    private static ClickFunnelsEmulatorOptions Recording(string? folder, ClickFunnelsEmulatorOptions options)
    {
        options.TrafficFolder = folder ?? options.TrafficFolder;
        return options;
    }

    private static async Task<int> ListBehaviorsAsync()
    {
        foreach (var behavior in BehaviorCatalog.All)
        {
            await Console.Out.WriteLineAsync($"{behavior.Evidence}\t{behavior.Rule}\t{behavior.Source}");
        }

        return 0;
    }

    private static bool IsCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= WorkspaceSeed.MaxContacts;

    private static Uri? ListenAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "http", PathAndQuery: "/" }
        && (address.Host == "localhost" || address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
            ? address
            : null;
}
