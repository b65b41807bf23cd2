using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>A variant of the applied plan.</summary>
/// <param name="Combination">Its values, such as <c>Size=S, Color=red</c>; empty for the default variant.</param>
/// <param name="Id">Numeric id.</param>
/// <param name="PriceIds">Numeric ids of its prices, in the order of the plan; after a failure only those that exist.</param>
public sealed record ProductWorkflowVariant(string Combination, long Id, IReadOnlyList<long> PriceIds);
