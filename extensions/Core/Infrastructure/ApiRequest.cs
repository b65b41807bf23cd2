using System.Collections.Generic;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>One request of an operation, as a generated method describes it.</summary>
/// <param name="operation">The operation.</param>
/// <param name="ids">The ids in the path, in order, without those that the scope of the client provides.</param>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public readonly struct ApiRequest(Operation operation, params ResourceId[] ids)
{
    /// <summary>The operation.</summary>
    public Operation Operation { get; } = operation;

    /// <summary>The ids in the path, in order, without those that the scope of the client provides.</summary>
    public IReadOnlyList<ResourceId> Ids { get; } = ids;

    /// <summary>The record to send; null when there is none.</summary>
    public Model? Body { get; init; }

    /// <summary>The options of the call; null for none.</summary>
    public RequestOptions? Options { get; init; }

    /// <summary>A body that is serialized already; it is used when <see cref="Body" /> is null.</summary>
    internal byte[]? Content { get; init; }
}
