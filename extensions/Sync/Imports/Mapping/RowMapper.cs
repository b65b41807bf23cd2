using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Imports;

/// <summary>Turns rows of the input into records of a target, and rejects those that the contract does not allow.</summary>
internal sealed class RowMapper
{
    private const char Separator = '\u001f';
    private const int MaxKeyLength = 512;

    private readonly ImportTarget _target;
    private readonly ImportMapping _mapping;
    private readonly ImportSource _source;
    private readonly List<(TargetField Field, object Value)> _constants = [];
    private readonly TargetField[] _required;
    private ColumnPlan? _plan;

    public RowMapper(ImportTarget target, ImportMapping mapping, ImportSource source)
    {
        _target = target;
        _mapping = mapping;
        _source = source;
        _required = [.. target.FieldsByPath.Values.Where(static field => field.IsRequired)];
        foreach (var (path, value) in mapping.Constants)
        {
            var field =
                TargetField.Find(target, path)
                ?? throw Error($"The constant '{path}' is not a field of {target}.{FieldNames.Suggest(path, target.Fields)}");
            if (field.Role is not (FieldRole.Tags or FieldRole.FullName))
            {
                FieldValues.Convert(field, value, mapping.ListSeparator, out var problem);
                if (problem is not null)
                {
                    throw Error($"The constant '{path}' {problem}.");
                }
            }

            _constants.Add((field, value));
        }
    }

    /// <summary>The fields by column; null for a column that is left out. Empty before the first row.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Plan => _plan?.Assignments ?? [];

    /// <exception cref="ImportInputException">The columns cannot be assigned to fields.</exception>
    public MappedRow Map(ImportRow row)
    {
        if (row.Problem is { } unreadable)
        {
            return Reject(row, null, null, $"The row {unreadable}");
        }

        if (_plan?.IsFor(row.Columns) != true)
        {
            _plan = ColumnPlan.Of(_target, _mapping, _source, row.Columns);
        }

        var draft = new Draft(_mapping.ListSeparator);
        foreach (var (field, value) in _constants)
        {
            draft.Set(field, value);
        }

        for (var index = 0; index < row.Values.Count; index++)
        {
            if (_plan.Fields[index] is { } field)
            {
                draft.Set(field, row.Values[index]);
            }
        }

        return Finish(row, draft);
    }

    private MappedRow Finish(ImportRow row, Draft draft)
    {
        var parents = _target.Parents.Select(parent => draft.Parents.GetValueOrDefault(parent) ?? "").ToList();
        var key = _target.Key.Select(name => KeyText(draft.Fields[name])).ToList();
        var hasKey = key.TrueForAll(static part => part.Length > 0) && parents.TrueForAll(static part => part.Length > 0);
        var shown = hasKey ? string.Join('|', [.. parents, .. key]) : null;
        if (draft.Problem is { } problem)
        {
            return Reject(row, shown, draft.ProblemField, problem);
        }

        foreach (var field in _required)
        {
            var isMissing = field.Role == FieldRole.Parent ? !draft.Parents.ContainsKey(field.Path) : draft.Fields[field.Path] is null;
            if (isMissing)
            {
                return Reject(
                    row,
                    shown,
                    field.Path,
                    _target.Key.Contains(field.Path) ? "is missing, and rows are found by it" : "is required"
                );
            }
        }

        return shown!.Length > MaxKeyLength
            ? Reject(row, null, _target.Key[0], $"is longer than {MaxKeyLength} characters")
            : new MappedRow
            {
                Line = row.Line,
                ShownKey = shown,
                Key = KeyOf(_target, key),
                Fields = draft.Fields,
                Parents = parents,
                Tags = draft.Tags,
                Fraction = row.Fraction,
            };
    }

    /// <summary>The key of a record for comparisons, without its parents.</summary>
    public static string KeyOf(ImportTarget target, IEnumerable<string> key) =>
        string.Join(Separator, key.Select((part, index) => IgnoresCase(target.Key[index]) ? part.ToUpperInvariant() : part));

    public static string KeyText(JToken? token) =>
        token is JValue { Value: { } value } ? System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "" : "";

    // Email addresses: assumed. Codes of discounts are stored in upper case (documented).
    private static bool IgnoresCase(string field) => field is "email_address" or "code";

    private static MappedRow Reject(ImportRow row, string? key, string? field, string reason) =>
        new()
        {
            Line = row.Line,
            ShownKey = key is { Length: > MaxKeyLength } ? null : key,
            Rejection = new ImportRejection(row.Line, field, reason),
            Fraction = row.Fraction,
        };

    private ImportInputException Error(string problem) => new(_source.Name, problem);

    /// <summary>The values of one row.</summary>
    private sealed class Draft(char listSeparator)
    {
        public JObject Fields { get; } = [];

        public Dictionary<string, string> Parents { get; } = [];

        public List<string> Tags { get; } = [];

        public string? Problem { get; private set; }

        public string? ProblemField { get; private set; }

        public void Set(TargetField field, object? value)
        {
            if (Problem is not null || FieldValues.IsEmpty(value))
            {
                return;
            }

            switch (field.Role)
            {
                case FieldRole.Tags:
                    SetTags(value!);
                    return;
                case FieldRole.FullName:
                    SetName(value!);
                    return;
            }

            if (FieldValues.Convert(field, value!, listSeparator, out var problem) is not { } token)
            {
                Fail(field.Path, problem ?? "cannot be imported");
            }
            else if (field.Role == FieldRole.Parent)
            {
                Parents[field.Path] = KeyText(token);
            }
            else if (token is JArray { Count: 0 })
            {
                // The service ignores empty lists.
            }
            else if (field.Segments is [var outer, var inner])
            {
                if (Fields[outer] is not JObject nested)
                {
                    Fields[outer] = nested = [];
                }

                nested[inner] = token;
            }
            else
            {
                Fields[field.Path] = token;
            }
        }

        private void SetTags(object value)
        {
            foreach (var item in FieldValues.Items(value, listSeparator))
            {
                if (FieldValues.Text(item) is not { Length: > 0 and <= ImportFiles.MaxNameLength } name || name.Any(char.IsControl))
                {
                    Fail(TargetField.TagsPath, $"has a name that is not a text of 1 to {ImportFiles.MaxNameLength} characters");
                    return;
                }

                if (!Tags.Contains(name))
                {
                    Tags.Add(name);
                }
            }
        }

        // "Last, First", or the last word is the last name.
        private void SetName(object value)
        {
            if (FieldValues.Text(value) is not { } name || name.Any(char.IsControl))
            {
                Fail(TargetField.FullNamePath, "is not a name");
                return;
            }

            var comma = name.IndexOf(',', StringComparison.Ordinal);
            var blank = name.LastIndexOf(' ');
            var (first, last) =
                comma >= 0 ? (name[(comma + 1)..], name[..comma])
                : blank >= 0 ? (name[..blank], name[(blank + 1)..])
                : (name, "");
            SetText(TargetField.FirstNamePath, first);
            SetText(TargetField.LastNamePath, last);
        }

        private void SetText(string path, string text)
        {
            if (text.Trim() is { Length: > 0 } trimmed)
            {
                Fields[path] = trimmed;
            }
        }

        private void Fail(string field, string problem)
        {
            Problem = problem;
            ProblemField = field;
        }
    }
}
