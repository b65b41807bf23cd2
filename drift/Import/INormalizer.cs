using System.Text.Json.Nodes;

namespace ClickFunnels.Drift.Import;

/// <summary>
/// Mends one kind of fault of a published document, or brings one kind of thing into our form. Applied twice it does what it does once.
/// </summary>
internal interface INormalizer
{
    /// <summary>Name in kebab-case, for the log and the documentation.</summary>
    string Name { get; }

    /// <summary>One sentence for the documentation: what it changes.</summary>
    string Summary { get; }

    void Apply(JsonObject document, ImportLog log);
}
