using System;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Workflows;

/// <summary>A request of a step, as far as it is known before the run.</summary>
internal sealed class StepRequest(Operation operation)
{
    public Operation Operation { get; } = operation;

    /// <summary>Name of the id in the path, apart from the workspace's.</summary>
    public string? PathId { get; init; }

    /// <summary>The id in the path if the plan contains it.</summary>
    public ResourceId KnownPathId { get; init; }

    public RequestOptions? Query { get; init; }

    public Func<StepValues, Model>? Body { get; init; }

    /// <summary>Condition for sending the request; null for always.</summary>
    public string? Condition { get; init; }
}
