using System.Text.RegularExpressions;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.AspNetCore.PostgreSql;

/// <summary>The options of the PostgreSQL store.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed partial class PostgreSqlWebhookOptions
{
    /// <summary>
    /// The schema of the tables: at most 63 lower-case letters, digits and underscores. The default is
    /// <c>clickfunnels_webhooks</c>.
    /// </summary>
    public string Schema { get; set; } = "clickfunnels_webhooks";

    /// <summary>
    /// True, the default, to create and update the schema when the store is first used. If false, create the schema yourself with
    /// <see cref="PostgreSqlWebhookSchema.Script" />.
    /// </summary>
    public bool Migrate { get; set; } = true;

    /// <summary>The clock, for tests. The default is the clock of the database, so that the clocks of the processes can differ.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Returns the validation errors, each naming the option and how to fix it; empty if the options are valid.</summary>
    public IReadOnlyList<string> Validate() =>
        Schema is not null && SchemaName().IsMatch(Schema)
            ? []
            : ["Schema must have at most 63 lower-case letters, digits and underscores, and must not start with a digit."];

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}\\z")]
    private static partial Regex SchemaName();
}
