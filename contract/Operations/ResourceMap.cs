namespace ClickFunnels.Contracts.Operations;

/// <summary>Finds the resource of every operation and its parent resources in the path.</summary>
internal static class ResourceMap
{
    public static void Assign(IReadOnlyList<ContractOperation> operations)
    {
        foreach (var operation in operations.Where(operation => operation.Kind != OperationKind.View))
        {
            operation.Resource = FromResponse(operation);
        }

        // A creation makes records of the type that the list at the same path contains, whatever the response to the creation is.
        foreach (var operation in operations.Where(operation => operation.Kind == OperationKind.Create))
        {
            operation.Resource =
                operations.FirstOrDefault(other => other.Kind == OperationKind.List && other.Template == operation.Template)?.Resource
                ?? operation.Resource;
        }

        foreach (var operation in operations.Where(operation => operation.IsMember))
        {
            operation.Resource = Member(operation, operations) ?? operation.Resource;
        }

        foreach (var operation in operations.Where(operation => operation.Resource is null))
        {
            operation.Resource =
                operations.FirstOrDefault(other => other.Resource is not null && other.Template == operation.Template)?.Resource
                ?? operations.FirstOrDefault(other => other.Resource is not null && other.Tag == operation.Tag)?.Resource;
        }

        foreach (var operation in operations)
        {
            operation.Parents = [.. Parents(operation, operations)];
        }
    }

    private static string? FromResponse(ContractOperation operation)
    {
        var schema = operation.Response?.Schema;
        if (operation.Wrapper is not null)
        {
            schema = schema!.Properties[operation.Wrapper].Schema;
        }

        var name = schema?.Kind == SchemaKind.Array ? schema.Items?.Schema.Name : schema?.Name;
        return string.IsNullOrEmpty(name) ? null : name;
    }

    // The resource that the member parameter names: the one that GET or PUT of the path returns or, if neither exists, the one of the
    // matching list.
    private static string? Member(ContractOperation operation, IReadOnlyList<ContractOperation> operations)
    {
        var member = $"{{{operation.Member}}}";
        var path = operation.Segments.TakeWhile(segment => segment != member).Append(member).ToArray();
        return operations.FirstOrDefault(other => other.Kind is OperationKind.Get && other.Segments.SequenceEqual(path))?.Resource
            ?? operations.FirstOrDefault(other => other.Kind is OperationKind.Update && other.Segments.SequenceEqual(path))?.Resource
            ?? Listed(path, operations);
    }

    private static IEnumerable<ParentParameter> Parents(ContractOperation operation, IReadOnlyList<ContractOperation> operations)
    {
        for (var index = 0; index < operation.Segments.Count; index++)
        {
            var segment = operation.Segments[index];
            if (segment[0] == '{' && segment[1..^1] != operation.Member)
            {
                if (ParentResource([.. operation.Segments.Take(index)], operations) is { } resource)
                {
                    var name = segment[1..^1];
                    yield return new ParentParameter(name == "id" ? FieldOf(resource) : name, resource, name);
                }
            }
        }
    }

    // ExternalPurchaseEndpoint: external_purchase_endpoint_id.
    private static string FieldOf(string resource) =>
        string.Concat(
            resource.Select((letter, index) => (index > 0 && char.IsAsciiLetterUpper(letter) ? "_" : "") + char.ToLowerInvariant(letter))
        ) + "_id";

    // The parent is the resource that `GET prefix/{id}` returns or, if there is no such operation, that of the list at the prefix. Null if
    // the contract does not describe it.
    private static string? ParentResource(string[] prefix, IReadOnlyList<ContractOperation> operations)
    {
        var member = operations.FirstOrDefault(other => IsMemberAt(other, prefix));
        return member?.Resource ?? Listed(prefix, operations) ?? Embedded(prefix, operations);
    }

    private static bool IsMemberAt(ContractOperation operation, string[] path) =>
        operation is { Kind: OperationKind.Get, IsMember: true }
        && operation.Segments.Count == path.Length + 1
        && operation.Segments.Take(path.Length).SequenceEqual(path)
        && operation.Segments[^1] == $"{{{operation.Member}}}";

    private static string? Listed(string[] path, IReadOnlyList<ContractOperation> operations)
    {
        var literals = path.Where(segment => segment[0] != '{').ToArray();
        return operations
            .FirstOrDefault(other =>
                other.Kind == OperationKind.List
                && other.Segments.Where(segment => segment[0] != '{').TakeLast(literals.Length).SequenceEqual(literals)
            )
            ?.Resource;
    }

    // Records without operations of their own are in a list of their parent record, like the line items of an order.
    private static string? Embedded(string[] path, IReadOnlyList<ContractOperation> operations)
    {
        var owner = operations.FirstOrDefault(other => IsMemberAt(other, path[..^1]));
        return owner?.Response!.Schema.Properties.GetValueOrDefault(path[^1])?.Schema.Items?.Schema.Name;
    }
}
