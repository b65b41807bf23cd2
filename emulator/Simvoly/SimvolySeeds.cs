using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Seeding;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Seed files of Simvoly: one website with its domains.</summary>
internal sealed class SimvolySeeds : SeedStyle
{
    private static readonly string[] Names = ["subdomain", "systemDomain", "domain"];

    public override string TenantKey => "website";

    public override string TenantResource => WebsiteSeeder.Website;

    public override ContractSchema Settings { get; } = SettingsOf([.. Names.Select(name => (name, SchemaKind.String))]);

    public override IReadOnlySet<string> Links { get; } = new HashSet<string> { "parentCategory", "subscriberLists", "groups" };

    public override IReadOnlySet<string> Secrets { get; } = new HashSet<string> { $"Webhook.{SimvolyWebhooks.Secret}" };

    public override void Apply(RecordStore store, Record tenant, JsonObject settings)
    {
        if (Names.FirstOrDefault(name => settings.Text(name) is { } text && string.IsNullOrWhiteSpace(text)) is { } blank)
        {
            throw new ArgumentException($"The {blank} of the website is empty.");
        }

        var fields = store.Edit(tenant);
        if (settings.Text("domain") is { } domain)
        {
            fields["subdomain"] = domain.Split('.')[0];
            fields["systemDomain"] = domain;
        }

        fields.With(settings);
    }

    public override JsonObject Describe(RecordStore store, Record tenant)
    {
        var settings = new JsonObject();
        foreach (var name in Names)
        {
            settings[name] = tenant.Fields[name]?.DeepClone();
        }

        return settings;
    }
}
