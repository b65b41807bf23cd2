namespace ClickFunnels.Sync.Imports;

/// <summary>The fields that the columns of rows are assigned to.</summary>
internal sealed class ColumnPlan
{
    private readonly IReadOnlyList<string> _columns;

    private ColumnPlan(IReadOnlyList<string> columns, TargetField?[] fields)
    {
        _columns = columns;
        Fields = fields;
    }

    /// <summary>The fields in the order of the columns; null for a column that is left out.</summary>
    public TargetField?[] Fields { get; }

    public IReadOnlyList<KeyValuePair<string, string?>> Assignments =>
        [.. _columns.Select((column, index) => new KeyValuePair<string, string?>(column, Fields[index]?.Path))];

    public bool IsFor(IReadOnlyList<string> columns) =>
        ReferenceEquals(columns, _columns) || columns.SequenceEqual(_columns, StringComparer.Ordinal);

    public static ColumnPlan Of(ImportTarget target, ImportMapping mapping, ImportSource source, IReadOnlyList<string> columns)
    {
        var fields = new TargetField?[columns.Count];
        var unknown = new List<string>();
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            if (mapping.Columns.TryGetValue(column, out var path))
            {
                fields[index] = path is null
                    ? null
                    : TargetField.Find(target, path)
                        ?? throw new ImportInputException(
                            source.Name,
                            $"The mapping assigns the column '{column}' to '{path}', which is not a field of {target}."
                                + FieldNames.Suggest(path, target.Fields)
                        );
            }
            else if (ByName(target, column) is { } field)
            {
                fields[index] = field;
            }
            else if (mapping.UnknownColumns == UnknownColumns.CustomAttributes)
            {
                fields[index] = TargetField.Find(target, $"{TargetField.AttributesPath}.{column}");
                if (fields[index] is null)
                {
                    unknown.Add(column);
                }
            }
            else if (mapping.UnknownColumns == UnknownColumns.Refuse)
            {
                unknown.Add(column);
            }
        }

        if (unknown.Count > 0)
        {
            throw new ImportInputException(source.Name, Unknown(target, unknown), 1);
        }

        Check(target, mapping, source, columns, fields);
        return new ColumnPlan(columns, fields);
    }

    private static TargetField? ByName(ImportTarget target, string column)
    {
        if (TargetField.Find(target, column) is { } exact && !exact.Path.EndsWith(".*", StringComparison.Ordinal))
        {
            return exact;
        }

        var dot = column.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && TargetField.Find(target, FieldNames.Snake(column[..dot]) + column[dot..]) is { } nested)
        {
            return nested;
        }

        var loose = FieldNames.Loose(column);
        var found = target.FieldsByPath.Values.Where(field => field.Role != FieldRole.Entry && FieldNames.Loose(field.Path) == loose);
        return loose.Length > 0 && found.ToList() is [var only] ? only : null;
    }

    private static string Unknown(ImportTarget target, List<string> unknown)
    {
        const int Most = 5;
        var named = unknown
            .Take(Most)
            .Select(column => $"'{column}' is not a field of {target}.{FieldNames.Suggest(column, target.Fields)}");
        var more = unknown.Count > Most ? $" And {unknown.Count - Most} more columns." : "";
        return $"{string.Join(" ", named)}{more} Assign the column in the mapping, or ignore unknown columns. "
            + $"Fields: {string.Join(", ", target.Fields)}.";
    }

    private static void Check(
        ImportTarget target,
        ImportMapping mapping,
        ImportSource source,
        IReadOnlyList<string> columns,
        TargetField?[] fields
    )
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < fields.Length; index++)
        {
            if (fields[index] is not { } field)
            {
                continue;
            }

            foreach (var path in Written(field))
            {
                if (!seen.TryAdd(path, columns[index]))
                {
                    throw new ImportInputException(
                        source.Name,
                        $"The columns '{seen[path]}' and '{columns[index]}' are both assigned to {path}. Assign or ignore one of them.",
                        1
                    );
                }
            }
        }

        foreach (var field in fields.OfType<TargetField>().Concat(mapping.Constants.Keys.Select(path => TargetField.Find(target, path)!)))
        {
            if (field.Role == FieldRole.Entry)
            {
                CheckAttribute(target, source, field);
            }
        }

        if (!source.HasFixedColumns)
        {
            return;
        }

        if (mapping.Columns.Keys.FirstOrDefault(name => !columns.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } missing)
        {
            throw new ImportInputException(
                source.Name,
                $"The mapping has the column '{missing}', which the input does not have.{FieldNames.Suggest(missing, columns)}",
                1
            );
        }

        foreach (var path in target.FieldsByPath.Values.Where(static field => field.IsRequired).Select(static field => field.Path))
        {
            if (!seen.ContainsKey(path) && !mapping.Constants.ContainsKey(path))
            {
                throw new ImportInputException(
                    source.Name,
                    $"No column is assigned to {path}, which is required.{FieldNames.Suggest(path, columns)}",
                    1
                );
            }
        }
    }

    // The fields that a column writes, by names that must differ.
    private static string[] Written(TargetField field) =>
        field.Role switch
        {
            FieldRole.FullName => [TargetField.FirstNamePath, TargetField.LastNamePath],
            FieldRole.Tags => ["tag_ids"],
            FieldRole.Entry => [$"{field.Segments[0]}.{FieldNames.Snake(field.Segments[1])}"],
            _ => [field.Path],
        };

    private static void CheckAttribute(ImportTarget target, ImportSource source, TargetField field)
    {
        var name = FieldNames.Snake(field.Segments[1]);
        if (name.Length == 0 || target.FieldsByPath.ContainsKey(name) || field.Segments[1].Any(char.IsControl))
        {
            throw new ImportInputException(
                source.Name,
                $"'{field.Path}' cannot be used: the name of a custom attribute needs a letter or digit, and must not be a standard field.",
                1
            );
        }
    }
}
