using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>The parts of the seed files of one platform that its contract does not describe.</summary>
internal abstract class SeedStyle
{
    /// <summary>The key of the tenant's settings in a file, and its name in references: <c>workspace</c>.</summary>
    public abstract string TenantKey { get; }

    /// <summary>The resource of the tenant's record.</summary>
    public abstract string TenantResource { get; }

    /// <summary>The key of further tenants; null if the emulator has one tenant only.</summary>
    public virtual string? FurtherKey => null;

    /// <summary>The settings of a tenant.</summary>
    public abstract ContractSchema Settings { get; }

    /// <summary>Resources whose records belong to the team and to no workspace.</summary>
    public virtual IReadOnlySet<string> OfTeam { get; } = new HashSet<string>();

    /// <summary>Resources that only the emulator knows: exported files have them, as they are part of the state.</summary>
    public virtual IReadOnlySet<string> Internal { get; } = new HashSet<string>();

    /// <summary>Fields that hold ids although their names do not say so.</summary>
    public virtual IReadOnlySet<string> Links { get; } = new HashSet<string>();

    /// <summary>Fields with credentials, by <c>Resource.field</c>; exported files do not have them.</summary>
    public virtual IReadOnlySet<string> Secrets { get; } = new HashSet<string>();

    /// <summary>Sets the settings of a tenant.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public abstract void Apply(RecordStore store, Record tenant, JsonObject settings);

    /// <summary>Adds a further tenant with what every tenant has at the start.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public virtual Record Add(RecordStore store, TimeProvider clock, string name, JsonObject settings) =>
        throw new NotSupportedException("The emulator of this API has one tenant.");

    /// <summary>Returns the settings of a tenant that are not the usual ones.</summary>
    public abstract JsonObject Describe(RecordStore store, Record tenant);

    protected static ContractSchema SettingsOf(params IReadOnlyList<(string Name, SchemaKind Kind)> settings)
    {
        var schema = new ContractSchema("") { Kind = SchemaKind.Object };
        foreach (var (name, kind) in settings)
        {
            var value = new ContractSchema("") { Kind = kind };
            if (kind == SchemaKind.Array)
            {
                value.Items = new SchemaUse(new ContractSchema("") { Kind = SchemaKind.String }, false);
            }

            schema.Properties[name] = new SchemaUse(value, false);
        }

        return schema;
    }
}
