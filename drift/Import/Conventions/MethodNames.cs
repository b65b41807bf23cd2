using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Conventions;

/// <summary>Names of C# methods, from method and path.</summary>
internal static class MethodNames
{
    /// <summary>Gets the name by convention, without regard to other methods of the group.</summary>
    public static string Of(OperationNode operation, bool returnsList, bool hasPut)
    {
        var segments = operation.Segments;
        var last = segments[^1];
        var isParameter = last.StartsWith('{');
        var ofMember = !isParameter && segments.Count > 1 && segments[^2] == "{id}";
        return operation.Method switch
        {
            "get" when returnsList => "List",
            "get" => ofMember ? "Get" + CSharpIdentifier.Pascal(last) : "Get",
            "post" when ofMember => CSharpIdentifier.Pascal(last),
            "post" => Verb(operation) is { } verb ? verb : "Create",
            "put" => "Update",
            "patch" => hasPut ? "Patch" : "Update",
            _ => ofMember ? Verb(operation) ?? "Remove" + CSharpIdentifier.Pascal(last) : "Delete",
        };
    }

    /// <summary>Gets a name that is unique in the group: with the parent, then with the operationId.</summary>
    public static string Unique(string name, OperationNode operation, ISet<string> taken)
    {
        if (taken.Add(name))
        {
            return name;
        }

        var parent = operation.PathParameters.LastOrDefault(parameter => parameter != "id");
        if (
            parent is not null
            && taken.Add($"{name}For{CSharpIdentifier.Pascal(parent.EndsWith("_id", StringComparison.Ordinal) ? parent[..^3] : parent)}")
        )
        {
            return $"{name}For{CSharpIdentifier.Pascal(parent.EndsWith("_id", StringComparison.Ordinal) ? parent[..^3] : parent)}";
        }

        var whole = CSharpIdentifier.Pascal(operation.OperationId.Length > 0 ? operation.OperationId : operation.Name);
        for (var number = 1; ; number++)
        {
            var candidate = number == 1 ? whole : whole + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (taken.Add(candidate))
            {
                return candidate;
            }
        }
    }

    // upsertContacts on …/contacts/upsert is Upsert.
    private static string? Verb(OperationNode operation)
    {
        var last = operation.Segments[^1];
        return !last.StartsWith('{') && operation.OperationId.StartsWith(last, StringComparison.OrdinalIgnoreCase)
            ? CSharpIdentifier.Pascal(last)
            : null;
    }
}
