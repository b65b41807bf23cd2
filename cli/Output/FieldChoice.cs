namespace ClickFunnels.Cli.Output;

/// <summary>The chosen fields of an object, as a tree.</summary>
internal sealed class FieldChoice
{
    private const int MostNames = 1000;

    private FieldChoice(string path, string name) => (Path, Name) = (path, name);

    /// <summary>The field with those around it, such as <c>address.city</c>.</summary>
    public string Path { get; }

    public string Name { get; }

    /// <summary>True if the user chose the field itself, with all fields in it.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The chosen fields in it, in the order in which the user named them.</summary>
    public List<FieldChoice> Parts { get; } = [];

    /// <summary>True if a record has the field.</summary>
    public bool IsFound { get; set; }

    /// <summary>True if the field has parts in the choice, and a value without parts in a record.</summary>
    public bool IsPlain { get; set; }

    /// <summary>The fields of an object that lacks this one.</summary>
    public HashSet<string> Others { get; } = [];

    /// <summary>Makes the tree of the chosen fields.</summary>
    public static FieldChoice Of(IEnumerable<FieldPath> fields)
    {
        var root = new FieldChoice("", "");
        foreach (var field in fields)
        {
            var current = root;
            foreach (var name in field.Names)
            {
                var path = current.Path.Length == 0 ? name : $"{current.Path}.{name}";
                var next = current.Parts.Find(part => part.Name == name);
                if (next is null)
                {
                    next = new FieldChoice(path, name);
                    current.Parts.Add(next);
                }

                current = next;
            }

            current.IsWhole = true;
        }

        return root;
    }

    /// <summary>Keeps the fields of an object that lacks this one, for the error message.</summary>
    public void AddOthers(IEnumerable<string> names)
    {
        if (!IsFound && Others.Count < MostNames)
        {
            Others.UnionWith(names.Take(MostNames));
        }
    }
}
