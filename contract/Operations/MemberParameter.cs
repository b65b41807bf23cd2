using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Contracts.Operations;

/// <summary>Finds the path parameter that names the record of an operation, among those that name its parents.</summary>
internal sealed class MemberParameter
{
    private const string Id = "id";
    private readonly string? _scope;
    private readonly HashSet<string> _collections;
    private readonly HashSet<string> _lists;
    private readonly HashSet<string> _last;

    public MemberParameter(ApiDocument document)
    {
        _scope = document.Root["x-scope-parameter"]?.GetValue<string>();
        _collections = document
            .Operations.Where(operation => operation.Method == "GET" && IsList(operation.Text("x-method")))
            .Select(operation => operation.Path)
            .ToHashSet();
        _lists = document
            .Operations.Where(operation => operation.Method == "GET" && operation.Text("x-method") == "List")
            .Select(operation => operation.Path)
            .ToHashSet();
        _last = document.Operations.Select(operation => operation.Path.Split('/')[^1]).Where(segment => segment is ['{', ..]).ToHashSet();
    }

    /// <summary>
    /// Returns <c>id</c> if the path has it, unless a list of its own follows it. Otherwise, the last parameter, unless a collection of its
    /// own follows it, or it looks like a parent: its name ends with <c>_id</c>, and no path ends with it.
    /// </summary>
    public string? Of(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var id = Array.IndexOf(segments, $"{{{Id}}}");
        if (id >= 0)
        {
            // A list below a record has records of its own, of which the record is the parent.
            return id + 2 == segments.Length && _lists.Contains(path) ? null : Id;
        }

        var index = Array.FindLastIndex(segments, segment => segment[0] == '{');
        if (index < 0 || (segments[index].EndsWith("_id}", StringComparison.Ordinal) && !_last.Contains(segments[index])))
        {
            return null;
        }

        var name = segments[index][1..^1];
        var isLast = index == segments.Length - 1;
        var isParent = !isLast && (name == _scope || _collections.Contains("/" + string.Join('/', segments[..(index + 2)])));
        return isParent ? null : name;
    }

    private static bool IsList(string? method) => method?.StartsWith("List", StringComparison.Ordinal) != false;
}
