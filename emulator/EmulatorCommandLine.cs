using System.CommandLine;
using System.Globalization;
using ClickFunnels.Emulator.Seeding;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator;

/// <summary>The program's arguments.</summary>
internal static class EmulatorCommandLine
{
    /// <summary>Address that the program listens on unless another one is given.</summary>
    public const string DefaultUrl = "http://127.0.0.1:4010";

    /// <summary>Description of the program.</summary>
    public const string Description =
        "A stateful local stand-in for the ClickFunnels 2.0 API, and for those of Simvoly and ElasticFunnels. "
        + "When it listens it writes one JSON line for each API with api and url, and: for ClickFunnels access_token, team_id, "
        + "workspace_id and subdomain, with --oauth-client also oauth_client_id and, unless the client is public, "
        + "oauth_client_secret; for Simvoly access_token; for ElasticFunnels access_key and brand_id.";

    /// <summary>Creates the command.</summary>
    /// <param name="run">Runs one emulator for each of the options.</param>
    public static RootCommand Create(Func<IReadOnlyList<ApiEmulatorOptions>, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand(Description);
        AddTo(command, run);
        return command;
    }

    /// <summary>Adds the options and commands of the program to a command, which may be one of another program.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">Runs one emulator for each of the options.</param>
    public static void AddTo(Command command, Func<IReadOnlyList<ApiEmulatorOptions>, CancellationToken, Task<int>> run)
    {
        var apis = new Option<string[]>("--api")
        {
            Description =
                $"API to serve: {string.Join(", ", BehaviorCatalog.Apis)}. May be given several times: each API then has its own port, "
                + "the next one after that of the API before.",
            DefaultValueFactory = _ => [BehaviorCatalog.Apis[0]],
            HelpName = "NAME",
        };
        var urls = new Option<string>("--urls")
        {
            Description = "Address to listen on; port 0 means a free one.",
            DefaultValueFactory = _ => DefaultUrl,
            HelpName = "URL",
        };
        var contacts = new Option<int>("--contacts")
        {
            Description = $"Number of made-up contacts (ElasticFunnels: customers), 0 to {WorkspaceSeed.MaxContacts}.",
            HelpName = "N",
        };
        var products = new Option<int>("--products")
        {
            Description = $"Number of made-up products of Simvoly and ElasticFunnels, 0 to {WorkspaceSeed.MaxContacts}.",
            HelpName = "N",
        };
        var processorOrders = new Option<bool>("--processor-orders")
        {
            Description = "Give the first contact subscriptions that Stripe and Payments AI process.",
        };
        var seeds = new Option<string[]>("--seed")
        {
            Description =
                "Seed file (YAML or JSON) with records to start with; may be given several times. With several APIs, each file names its "
                + "API: api: NAME. Not read if --snapshot exists.",
            HelpName = "FILE",
        };
        var idSeed = new Option<long?>("--id-seed")
        {
            Description =
                "Number from which ids, UUIDs, tokens and secrets follow, so that each run makes up the same ones. For tests only: they "
                + "can be guessed.",
            HelpName = "N",
        };
        var demo = new Option<bool>("--demo") { Description = "Start with a small shop: products, contacts, orders and more." };
        var snapshot = new Option<string?>("--snapshot")
        {
            Description =
                "File to keep the state in: started from when it exists, and saved at the end. Changes in between are in FILE.log, so that "
                + "nothing that was acknowledged is lost when the program is killed. With several APIs, each has a file with its name: "
                + "state.json becomes state.simvoly.json.",
            HelpName = "FILE",
        };
        var flush = new Option<bool>("--flush-to-disk")
        {
            Description = "Flush each change to the disk, so that it survives a power failure; slower. Needs --snapshot.",
        };
        var token = new Option<string?>("--token") { Description = "Access token or key; generated when omitted.", HelpName = "TOKEN" };
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
        var remoteControl = new Option<bool>("--allow-remote-control")
        {
            Description = "Let other machines control the emulator below /_emulator, which shows and changes all records and credentials.",
        };
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
                + $"{ApiEmulatorOptions.TrafficVariable} when left out. With several APIs, and by the variable, each has a folder "
                + "below it.",
            HelpName = "FOLDER",
        };
        var strict = new Option<bool>("--strict")
        {
            Description =
                "Refuse requests that break the contract, with what is wrong, where, and how to fix it; the variable "
                + $"{ApiEmulatorOptions.StrictVariable} when left out.",
        };
        var replay = new Option<string?>("--replay")
        {
            Description =
                "Recording to serve back: a folder that --record wrote, or a HAR file. With several APIs, each has the folder with its "
                + "name below it, if there is one.",
            HelpName = "PATH",
        };
        var replayMode = new Option<string>("--replay-mode")
        {
            Description =
                "strict: requests that were not recorded, or not so often, get an error that names the closest one. lenient: the last "
                + "exchange of a request is repeated, and the emulator responds to requests that were not recorded. Needs --replay.",
            DefaultValueFactory = _ => "strict",
            HelpName = "MODE",
        };
        replayMode.AcceptOnlyFromAmong("strict", "lenient");
        replayMode.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetValue(replay) is null)
            {
                result.AddError("--replay-mode needs --replay.");
            }
        });
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
        foreach (var count in (Option<int>[])[contacts, products])
        {
            count.Validators.Add(result =>
            {
                if (result.Tokens is [.., var given] && !IsCount(given.Value))
                {
                    result.AddError($"{count.Name} wants a number from 0 to {WorkspaceSeed.MaxContacts}.");
                }
            });
        }

        apis.Validators.Add(result =>
        {
            var names = result.Tokens.Select(token => token.Value).ToList();
            if (names.Find(name => !BehaviorCatalog.Apis.Contains(name)) is { } unknown)
            {
                result.AddError($"--api does not know '{unknown}'. Use one of: {string.Join(", ", BehaviorCatalog.Apis)}.");
            }
            else if (names.Distinct().Count() < names.Count)
            {
                result.AddError("--api names an API twice.");
            }
        });

        // What only ClickFunnels has.
        foreach (var option in (Option[])[subdomain, processorOrders, webhookSecret, oauthClient])
        {
            option.Validators.Add(result =>
            {
                if (!result.Implicit && result.GetValue(apis)?.Contains(BehaviorCatalog.Apis[0]) == false)
                {
                    result.AddError($"{option.Name} is for --api {BehaviorCatalog.Apis[0]} only.");
                }
            });
        }

        foreach (
            var option in (Option[])
                [
                    apis,
                    urls,
                    contacts,
                    products,
                    processorOrders,
                    seeds,
                    demo,
                    idSeed,
                    snapshot,
                    flush,
                    token,
                    subdomain,
                    webhookSecret,
                    beyondLoopback,
                    remoteControl,
                    oauthClient,
                    oauthSecret,
                    oauthRedirects,
                    record,
                    strict,
                    replay,
                    replayMode,
                    verbose,
                    behaviors,
                ]
        )
        {
            command.Options.Add(option);
        }

        command.Subcommands.Add(HealthCommand.Create());
        command.Subcommands.Add(ExportSeedCommand.Create());
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var names = parsed.GetValue(apis)!;
                if (parsed.GetValue(behaviors))
                {
                    return ListBehaviorsAsync(names, parsed.InvocationConfiguration.Output);
                }

                var options = names.Select(Options).ToList();
                for (var index = 0; index < options.Count; index++)
                {
                    Complete(options[index], names[index], index, names.Length > 1);
                }

                return run(options, cancellationToken);

                ApiEmulatorOptions Options(string name) =>
                    name switch
                    {
                        "simvoly" => new SimvolyEmulatorOptions
                        {
                            AccessToken = parsed.GetValue(token),
                            Contacts = Given(contacts) ?? new SimvolyEmulatorOptions().Contacts,
                            Products = Given(products) ?? new SimvolyEmulatorOptions().Products,
                        },
                        "elasticfunnels" => new ElasticFunnelsEmulatorOptions
                        {
                            AccessKey = parsed.GetValue(token),
                            Customers = Given(contacts) ?? new ElasticFunnelsEmulatorOptions().Customers,
                            Products = Given(products) ?? new ElasticFunnelsEmulatorOptions().Products,
                        },
                        _ => ClickFunnels(),
                    };

                int? Given(Option<int> option) => parsed.GetResult(option) is null ? null : parsed.GetValue(option);

                ClickFunnelsEmulatorOptions ClickFunnels()
                {
                    var made = new ClickFunnelsEmulatorOptions
                    {
                        Contacts = parsed.GetValue(contacts),
                        ProcessorOrders = parsed.GetValue(processorOrders),
                        AccessToken = parsed.GetValue(token),
                        Subdomain = parsed.GetValue(subdomain)!,
                        WebhookSecret = parsed.GetValue(webhookSecret),
                    };
                    if (parsed.GetValue(oauthClient) is { } client)
                    {
                        var application = new OAuthApplication(client);
                        if (parsed.GetResult(oauthSecret) is not null)
                        {
                            application.ClientSecret =
                                parsed.GetValue(oauthSecret) ?? OAuthApplication.NewSecret(new GeneratedValues(parsed.GetValue(idSeed)));
                        }

                        foreach (var redirect in parsed.GetValue(oauthRedirects) ?? [])
                        {
                            application.RedirectUris.Add(redirect);
                        }

                        made.OAuthApplications.Add(application);
                    }

                    return made;
                }

                void Complete(ApiEmulatorOptions made, string name, int index, bool isOneOfSeveral)
                {
                    made.ListenOn = Next(ListenAddress(parsed.GetValue(urls)!)!, index);
                    made.SnapshotPath =
                        parsed.GetValue(snapshot) is { } file && isOneOfSeveral
                            ? Path.ChangeExtension(file, name + Path.GetExtension(file))
                            : parsed.GetValue(snapshot);
                    made.SaveSnapshotOnStop = made.SnapshotPath is not null;
                    made.FlushToDisk = parsed.GetValue(flush);
                    made.AllowRemoteControl = parsed.GetValue(remoteControl);
                    made.DemoShop = parsed.GetValue(demo);
                    made.IdSeed = parsed.GetValue(idSeed);
                    foreach (var seed in parsed.GetValue(seeds) ?? [])
                    {
                        if (!isOneOfSeveral || SeedFiles.IsFor(name, seed))
                        {
                            made.SeedFiles.Add(seed);
                        }
                    }

                    made.DeliverBeyondLoopback = parsed.GetValue(beyondLoopback);
                    made.Log = parsed.GetValue(verbose) ? TextWriter.Synchronized(parsed.InvocationConfiguration.Error) : null;

                    if (parsed.GetValue(replay) is { } recording)
                    {
                        var own = Path.Combine(recording, name);
                        made.ReplayPath = isOneOfSeveral && Directory.Exists(own) ? own : recording;
                        made.ReplayMode = parsed.GetValue(replayMode) == "lenient" ? ReplayMode.Lenient : ReplayMode.Strict;
                    }

                    // Options that are left out keep the value of their environment variable.
                    made.Strict |= parsed.GetValue(strict);
                    if (parsed.GetValue(record) is { } folder)
                    {
                        made.TrafficFolder = isOneOfSeveral ? Path.Combine(folder, name) : folder;
                    }
                }
            }
        );
    }

    private static Uri Next(Uri address, int index) =>
        address.Port == 0 ? address : new UriBuilder(address) { Port = address.Port + index }.Uri;

    private static async Task<int> ListBehaviorsAsync(IEnumerable<string> apis, TextWriter output)
    {
        foreach (var behavior in apis.SelectMany(BehaviorCatalog.Of))
        {
            await output.WriteLineAsync($"{behavior.Evidence}\t{behavior.Rule}\t{behavior.Source}");
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
