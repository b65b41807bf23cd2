using System.Text.RegularExpressions;

namespace ClickFunnels.AspNetCore.PostgreSql;

/// <summary>Settings of the store in PostgreSQL.</summary>
public sealed partial class PostgreSqlWebhookOptions
{
    /// <summary>
    /// Schema that the tables are made in; <c>clickfunnels_webhooks</c> when not set. Lower-case letters, digits and underscores,
    /// at most 63.
    /// </summary>
    public string Schema { get; set; } = "clickfunnels_webhooks";

    /// <summary>
    /// Whether the schema is made and brought up to date with the first use; true when not set. Otherwise it must be up to date,
    /// and <see cref="PostgreSqlWebhookSchema.Script" /> tells what is needed.
    /// </summary>
    public bool Migrate { get; set; } = true;

    /// <summary>The clock; that of the database when left out, so that the clocks of the processes need not agree. For tests.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Returns each problem of the settings, with the setting's name and the mend; none when they can be used.</summary>
    public IReadOnlyList<string> Validate() =>
        Schema is not null && SchemaName().IsMatch(Schema)
            ? []
            : ["Schema must begin with a lower-case letter or an underscore and go on with these or digits, 63 characters at most."];

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}\\z")]
    private static partial Regex SchemaName();
}
