using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Seeding;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Seed files of ClickFunnels: several workspaces with settings.</summary>
internal sealed class ClickFunnelsSeeds : SeedStyle
{
    private const string Subdomain = "subdomain";
    private const string Team = "team";
    private static readonly string[] Own = ["name", "description", "time_zone", "locale"];

    public override string TenantKey => "workspace";

    public override string TenantResource => "Workspace";

    public override string FurtherKey => "workspaces";

    public override ContractSchema Settings { get; } =
        SettingsOf(
            (Subdomain, SchemaKind.String),
            (Team, SchemaKind.String),
            ("name", SchemaKind.String),
            ("description", SchemaKind.String),
            ("time_zone", SchemaKind.String),
            ("locale", SchemaKind.String),
            ("currency", SchemaKind.String),
            ("external_purchase_providers", SchemaKind.Array),
            ("closed_beta", SchemaKind.Boolean),
            ("statistics_limit", SchemaKind.Integer),
            ("confirms_schedule_changes", SchemaKind.Boolean),
            ("reads_until_schedule_changes", SchemaKind.Integer),
            ("ignores_misspelled_filters", SchemaKind.Boolean)
        );

    public override IReadOnlySet<string> OfTeam { get; } = new HashSet<string> { "User", "TeamMembership" };

    public override IReadOnlySet<string> Internal { get; } = new HashSet<string> { EmailActivityLog.Resource };

    public override IReadOnlySet<string> Secrets { get; } = new HashSet<string> { "Page.token" };

    public override void Apply(RecordStore store, Record tenant, JsonObject settings)
    {
        var fields = store.Edit(tenant);
        if (settings.Text(Subdomain) is { } subdomain)
        {
            if (!WorkspaceBehavior.IsLabel(subdomain))
            {
                throw new ArgumentException($"The subdomain '{subdomain}' is not valid. Use letters, digits and hyphens, 63 at most.");
            }

            if (
                store
                    .Of("Workspace")
                    .Any(other => other != tenant && string.Equals(other.Text(Subdomain), subdomain, StringComparison.OrdinalIgnoreCase))
            )
            {
                throw new ArgumentException($"Two workspaces have the subdomain {subdomain}.");
            }

            // A name that was not chosen is the subdomain, which is why Describe leaves it out.
            if (tenant.Text("name") == tenant.Text(Subdomain))
            {
                fields["name"] = subdomain;
            }

            fields[Subdomain] = subdomain;
        }

        foreach (var name in Own)
        {
            if (settings[name] is { } value)
            {
                fields[name] = value.DeepClone();
            }
        }

        if (settings.Text(Team) is { } team)
        {
            store.Edit(store.Find(tenant.TeamId)!)["name"] = team;
        }

        StoredSettings.Write(fields, StoredSettings.Read(tenant, settings));
    }

    public override Record Add(RecordStore store, TimeProvider clock, string name, JsonObject settings)
    {
        var seed = new WorkspaceSeed(settings.Text(Subdomain) ?? name);
        if (settings.Text(Team) is { } team)
        {
            seed.Team = team;
        }
        else
        {
            seed.Team = store.Of("Team")[0].Text("name")!;
        }

        if (store.Of("Workspace").Any(other => string.Equals(other.Text(Subdomain), seed.Subdomain, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"Two workspaces have the subdomain {seed.Subdomain}.");
        }

        new Seeder(store, clock).Seed(seed);
        var workspace = store.Of("Workspace")[^1];
        settings = (JsonObject)settings.DeepClone();
        settings.Remove(Team);
        settings[Subdomain] = seed.Subdomain;
        Apply(store, workspace, settings);
        return workspace;
    }

    public override JsonObject Describe(RecordStore store, Record tenant)
    {
        var settings = new JsonObject { [Subdomain] = tenant.Text(Subdomain), [Team] = store.Find(tenant.TeamId)?.Text("name") };
        foreach (var name in Own)
        {
            if (tenant.Fields[name] is { } value && (name != "name" || value.ToString() != tenant.Text(Subdomain)))
            {
                settings[name] = value.DeepClone();
            }
        }

        return settings.With(StoredSettings.Changed(tenant));
    }
}
