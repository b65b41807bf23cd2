using System.Text.Json.Nodes;

namespace ClickFunnels.Drift.Import;

/// <summary>
/// Fixes one kind of mistake in a published document, or converts one construct to our form. Idempotent.
/// </summary>
internal interface INormalizer
{
    /// <summary>Id in kebab-case, for the log and the documentation.</summary>
    string Name { get; }

    /// <summary>One sentence for the documentation that describes the change.</summary>
    string Summary { get; }

    void Apply(JsonObject document, ImportLog log);
}
