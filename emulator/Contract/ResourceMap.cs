namespace ClickFunnels.Emulator.Contract;

/// <summary>Tells of every operation which records it is about and which records stand above them in its path.</summary>
internal static class ResourceMap
{
    public static void Assign(IReadOnlyList<ContractOperation> operations)
    {
        foreach (var operation in operations)
            operation.Resource = FromResponse(operation);

        foreach (var operation in operations.Where(operation => operation.Resource is null))
        {
            operation.Resource = operations.FirstOrDefault(other => other.Resource is not null && other.Template == operation.Template)?.Resource
                ?? operations.FirstOrDefault(other => other.Resource is not null && other.Tag == operation.Tag)?.Resource;
        }

        foreach (var operation in operations)
            operation.Parents = [.. Parents(operation, operations)];
    }

    private static string? FromResponse(ContractOperation operation)
    {
        var schema = operation.Response?.Schema;
        if (operation.Wrapper is not null)
            schema = schema!.Properties[operation.Wrapper].Schema;
        var name = schema?.Kind == SchemaKind.Array ? schema.Items?.Schema.Name : schema?.Name;
        return string.IsNullOrEmpty(name) ? null : name;
    }

    private static IEnumerable<ParentParameter> Parents(ContractOperation operation, IReadOnlyList<ContractOperation> operations)
    {
        for (var index = 0; index < operation.Segments.Count; index++)
        {
            var segment = operation.Segments[index];
            if (segment[0] == '{' && segment != "{id}")
                yield return new ParentParameter(segment[1..^1], ParentResource([.. operation.Segments.Take(index)], operations));
        }
    }

    // The record above is what `GET prefix/{id}` returns or, where there is no such operation, what the list ending in the prefix holds.
    private static string ParentResource(string[] prefix, IReadOnlyList<ContractOperation> operations)
    {
        var member = operations.FirstOrDefault(other =>
            other.Kind == OperationKind.Get && other.Segments.SequenceEqual([.. prefix, "{id}"]));
        if (member?.Resource is { } resource)
            return resource;

        var literals = prefix.Where(segment => segment[0] != '{').ToArray();
        var list = operations.FirstOrDefault(other => other.Kind == OperationKind.List
            && other.Segments.Where(segment => segment[0] != '{').TakeLast(literals.Length).SequenceEqual(literals));
        return list?.Resource ?? throw new InvalidDataException($"The contract does not tell which records /{string.Join('/', prefix)} holds.");
    }
}
