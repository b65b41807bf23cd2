using System.Collections.Generic;

namespace ClickFunnels;

/// <summary>One call of an operation, as a generated method describes it.</summary>
internal readonly struct ApiRequest(Operation operation, params ResourceId[] ids)
{
    public Operation Operation { get; } = operation;

    /// <summary>The ids in the path, in order, without the workspace's.</summary>
    public IReadOnlyList<ResourceId> Ids { get; } = ids;

    public Model? Body { get; init; }

    public QueryOptions? Options { get; init; }
}
