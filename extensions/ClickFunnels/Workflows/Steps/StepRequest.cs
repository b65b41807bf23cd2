using System;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Workflows;

/// <summary>A request that a step sends, as far as it is known before the run.</summary>
internal sealed class StepRequest(Operation operation)
{
    public Operation Operation { get; } = operation;

    /// <summary>Name of the id in the path, besides the workspace's.</summary>
    public string? PathId { get; init; }

    /// <summary>The id in the path where the plan itself gives it.</summary>
    public ResourceId KnownPathId { get; init; }

    public RequestOptions? Query { get; init; }

    public Func<StepValues, Model>? Body { get; init; }

    /// <summary>When it is sent; null for always.</summary>
    public string? Condition { get; init; }
}
