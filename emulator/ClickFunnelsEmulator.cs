using System.Text.Json.Nodes;
using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Emulator.Hosting;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.OAuth;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator;

/// <summary>A local stand-in for the ClickFunnels 2.0 API.</summary>
public sealed class ClickFunnelsEmulator : ApiEmulator
{
    private readonly ClickFunnelsEmulatorOptions _options;

    private ClickFunnelsEmulator(EmulatorHost host, ClickFunnelsEmulatorOptions options, OAuthApplication application)
        : base(host)
    {
        _options = options;
        OAuthApplication = application;
        AccessTokens =
        [
            Credential(options.AccessToken, host.Store.Generated),
            .. options.Tokens.Select(token => Credential(token.AccessToken, host.Store.Generated)),
        ];
        Workspaces = Describe();
        host.OnTenantsAdded = AddWorkspaces;
    }

    /// <summary>Token of the first team.</summary>
    public string AccessToken => AccessTokens[0];

    /// <summary>All tokens: the first team's, then those of <see cref="ClickFunnelsEmulatorOptions.Tokens"/> in their order.</summary>
    public IReadOnlyList<string> AccessTokens { get; }

    /// <summary>Numeric id of the first team.</summary>
    public long TeamId => Workspaces[0].TeamId;

    /// <summary>Numeric id of the first workspace.</summary>
    public long WorkspaceId => Workspaces[0].Id;

    /// <summary>Subdomain of the first workspace.</summary>
    public string Subdomain => Workspaces[0].Subdomain;

    /// <summary>All workspaces.</summary>
    public IReadOnlyList<EmulatedWorkspace> Workspaces { get; private set; }

    /// <summary>The first application that can connect accounts with OAuth.</summary>
    public OAuthApplication OAuthApplication { get; }

    /// <summary>Limits of database-heavy reads. Changes apply to the next request.</summary>
    public FilteredReadSettings FilteredReads => Host.Options.Reads;

    private protected override Record Owner => Store.Find(WorkspaceId)!;

    [Behavior("A token reaches all workspaces of its team", Evidence.Documented, "vendor guide, authentication, 2025-11")]
    private protected override IReadOnlyList<IssuedToken> Issue(RecordStore store)
    {
        var workspaces = store.Of("Workspace");
        var issued = new List<IssuedToken>
        {
            IssuedToken.Of(AccessToken, Caller.Of(workspaces.Where(workspace => workspace.TeamId == workspaces[0].TeamId))),
        };
        foreach (var (seed, token) in _options.Tokens.Zip(AccessTokens.Skip(1)))
        {
            var unknown = seed.Subdomains.FirstOrDefault(subdomain =>
                workspaces.All(workspace => workspace.Text("subdomain") != subdomain)
            );
            if (seed.Subdomains.Count == 0 || unknown is not null)
            {
                throw new ArgumentException($"A token must name at least one existing subdomain; unknown: {unknown ?? "none given"}.");
            }

            issued.Add(
                IssuedToken.Of(token, Caller.Of(workspaces.Where(workspace => seed.Subdomains.Contains(workspace.Text("subdomain")!))))
            );
        }

        return issued;
    }

    private protected override void AddCredentials(JsonObject connection)
    {
        connection["access_token"] = AccessToken;
        connection["team_id"] = TeamId;
        connection["workspace_id"] = WorkspaceId;
        connection["subdomain"] = Subdomain;
        if (_options.OAuthApplications.Count > 0)
        {
            connection["oauth_client_id"] = OAuthApplication.ClientId;
            if (OAuthApplication.ClientSecret is { } secret)
            {
                connection["oauth_client_secret"] = secret;
            }
        }
    }

    private protected override void Refresh() => Workspaces = Describe();

    /// <summary>Starts an emulator; it listens when the task completes.</summary>
    /// <param name="options">Options; the defaults when null.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="FileNotFoundException">The snapshot does not exist.</exception>
    /// <exception cref="InvalidDataException">The snapshot, its change log or the recording cannot be read.</exception>
    /// <exception cref="IOException">The address is in use, or another process uses the snapshot.</exception>
    public static async Task<ClickFunnelsEmulator> StartAsync(
        ClickFunnelsEmulatorOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new ClickFunnelsEmulatorOptions();
        options.Validate();
        var host = await EmulatorHost.CreateAsync(ClickFunnelsPlatform.Instance, options, store => Seed(store, options), cancellationToken);
        try
        {
            var applications =
                options.OAuthApplications.Count == 0
                    ? [OAuthApplication.Generate(host.Store.Generated)]
                    : options.OAuthApplications.ToList();
            var oauth = new OAuthServer(applications, host.Store, host.Tokens, host.Clock);
            return await StartAsync(new ClickFunnelsEmulator(host, options, applications[0]), oauth, cancellationToken);
        }
        catch
        {
            await host.StopAsync(save: false);
            throw;
        }
    }

    /// <summary>
    /// Delivers a report of a commerce provider to an external purchase endpoint, as if its signature were right: the orders, invoices and
    /// webhooks follow. Returns the id of the event, or null if the service keeps none: for types that it does not know, and for payments
    /// of products without a mapping.
    /// </summary>
    /// <param name="endpointId">Numeric id of the endpoint.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="ArgumentException">The endpoint does not exist.</exception>
    /// <exception cref="IOException">The change could not be written to the change log.</exception>
    public long? ReceiveExternalPurchase(long endpointId, ExternalPurchaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        long? id = null;
        Change(() =>
        {
            var endpoint =
                Store.Find("ExternalPurchaseEndpoint", endpointId)
                ?? throw new ArgumentException($"The emulator has no external purchase endpoint {endpointId}.", nameof(endpointId));
            var now = Clock.GetUtcNow();
            id = new ExternalPurchaseReceiver(Store, Host.Platform, endpoint, now).Receive(report)?.Id;
            return Host.Handler.Events?.Record(now) ?? [];
        });
        return id;
    }

    /// <summary>
    /// Records what happened to emails of broadcasts and workflow steps: the emulator sends none, and computes its statistics from this.
    /// </summary>
    /// <param name="activities">What happened.</param>
    /// <exception cref="ArgumentException">A broadcast, step or contact does not exist.</exception>
    /// <exception cref="IOException">The change could not be written to the change log.</exception>
    public void AddEmailActivity(params IEnumerable<EmailActivity> activities)
    {
        ArgumentNullException.ThrowIfNull(activities);
        Change(() =>
        {
            var now = Clock.GetUtcNow();
            foreach (var activity in activities)
            {
                var source =
                    Store.Find("EmailBroadcast", activity.SourceId)
                    ?? Store.Find("WorkflowStep", activity.SourceId)
                    ?? throw new ArgumentException(
                        $"The emulator has no broadcast or workflow step with the id {activity.SourceId}.",
                        nameof(activities)
                    );
                if (Store.Find("Contact", activity.ContactId) is null)
                {
                    throw new ArgumentException($"The emulator has no contact with the id {activity.ContactId}.", nameof(activities));
                }

                EmailActivityLog.Add(Store, source, activity, now);
            }

            return [];
        });
    }

    /// <summary>Returns whether the behavior of an operation is documented, or the same as for any other operation of its kind.</summary>
    /// <param name="operationId">Id of the operation in the contract.</param>
    /// <exception cref="KeyNotFoundException">The contract does not have the operation.</exception>
    public static OperationBehavior BehaviorOf(string operationId) => BehaviorCatalog.Operations[operationId];

    private static void Seed(RecordStore store, ClickFunnelsEmulatorOptions options)
    {
        var seeder = new Seeder(store, options.TimeProvider);
        var first = new WorkspaceSeed(options.Subdomain)
        {
            Contacts = options.Contacts,
            DefaultContact = options.DefaultContact,
            ProcessorOrders = options.ProcessorOrders,
            Settings = options.Settings,
        };
        foreach (var seed in options.Workspaces.Prepend(first))
        {
            ArgumentOutOfRangeException.ThrowIfNegative(seed.Contacts);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(seed.Contacts, WorkspaceSeed.MaxContacts);
            seed.Settings.Validate();
            if (store.Of("Workspace").Any(workspace => workspace.Text("subdomain") == seed.Subdomain))
            {
                throw new ArgumentException($"Two workspaces have the subdomain {seed.Subdomain}.");
            }

            seeder.Seed(seed);
        }
    }

    private List<EmulatedWorkspace> Describe() => [.. Store.Of("Workspace").Select(Describe)];

    // The token of the first team reaches its new workspaces, too.
    private void AddWorkspaces()
    {
        lock (Store.Gate)
        {
            Workspaces = Describe();
            Host.Tokens.Add(AccessToken, Caller.Of(Store.Of("Workspace").Where(workspace => workspace.TeamId == TeamId)));
        }
    }

    private EmulatedWorkspace Describe(Record workspace)
    {
        return new EmulatedWorkspace(
            workspace.Id,
            workspace.PublicId,
            workspace.TeamId,
            workspace.Text("subdomain")!,
            Ids("ContactTag"),
            Ids("Course"),
            Ids("Form")
        );

        List<long> Ids(string resource) =>
            [.. Store.Of(resource).Where(record => record.WorkspaceId == workspace.Id).Select(record => record.Id)];
    }
}
