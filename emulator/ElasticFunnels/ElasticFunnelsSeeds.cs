using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Seeding;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Seed files of ElasticFunnels: one brand with its currency.</summary>
internal sealed class ElasticFunnelsSeeds : SeedStyle
{
    private const string Currency = "currency";
    private static readonly string[] Names = ["name", "subdomain", "timezone", Currency, "subscription_status"];

    public override string TenantKey => "brand";

    public override string TenantResource => BrandSeeder.Brand;

    public override ContractSchema Settings { get; } = SettingsOf([.. Names.Select(name => (name, SchemaKind.String))]);

    public override IReadOnlySet<string> Internal { get; } = new HashSet<string> { RetentionOperations.Merchant };

    public override IReadOnlySet<string> Links { get; } = new HashSet<string> { "ticket_code" };

    public override void Apply(RecordStore store, Record tenant, JsonObject settings)
    {
        if (settings.Text(Currency) is { } currency && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
        {
            throw new ArgumentException("The currency must be a code of three letters, such as USD.");
        }

        store.Edit(tenant).With(settings);
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
