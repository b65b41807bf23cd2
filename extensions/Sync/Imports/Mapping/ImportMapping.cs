using ClickFunnels.Sync.Imports;

namespace ClickFunnels.Sync;

/// <summary>The treatment of columns that no field has the name of.</summary>
public enum UnknownColumns
{
    /// <summary>The import does not start. The message names the columns and similar fields.</summary>
    Refuse,

    /// <summary>The columns are not imported.</summary>
    Ignore,

    /// <summary>Their values become custom attributes with the name of the column; for contacts.</summary>
    CustomAttributes,
}

/// <summary>
/// Assigns the columns of the input to fields. A column that is not mentioned here is assigned by its name: case, blanks and underscores
/// do not matter, so that <c>Email address</c> is <c>email_address</c>.
/// </summary>
/// <remarks>
/// Fields are those of the target (<see cref="ImportTarget.Fields" />). Contacts also have <c>custom_attributes.NAME</c>,
/// <c>tags</c> for the names of tags, and <c>full_name</c>, which is split into first and last name.
/// </remarks>
public sealed class ImportMapping
{
    private readonly Dictionary<string, string?> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);

    /// <summary>Gets or sets the treatment of columns that no field has the name of.</summary>
    public UnknownColumns UnknownColumns { get; set; }

    /// <summary>
    /// Gets or sets the character between the items of a list in one value, such as the names of tags; semicolon by default.
    /// </summary>
    public char ListSeparator { get; set; } = ';';

    internal IReadOnlyDictionary<string, string?> Columns => _columns;

    internal IReadOnlyDictionary<string, string> Constants => _constants;

    /// <summary>Assigns a column to a field.</summary>
    /// <param name="column">Name of the column; upper and lower case do not matter.</param>
    /// <param name="field">The field, such as <c>email_address</c> or <c>custom_attributes.Favorite color</c>.</param>
    public ImportMapping Column(string column, string field)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(column);
        ArgumentException.ThrowIfNullOrWhiteSpace(field);
        _columns[column.Trim()] = field.Trim();
        return this;
    }

    /// <summary>Leaves a column out.</summary>
    /// <param name="column">Name of the column; upper and lower case do not matter.</param>
    public ImportMapping Ignore(string column)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(column);
        _columns[column.Trim()] = null;
        return this;
    }

    /// <summary>Gives a field the same value in all rows. The value of a column is used instead where it is not empty.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value, as it would be in a file.</param>
    public ImportMapping Constant(string field, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(field);
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _constants[field.Trim()] = value;
        return this;
    }

    /// <summary>
    /// Reads a mapping from a YAML or JSON file with the keys <c>columns</c> (field by column; null leaves the column out),
    /// <c>constants</c> (value by field), <c>unknown_columns</c> (<c>refuse</c>, <c>ignore</c> or <c>custom_attributes</c>) and
    /// <c>list_separator</c>.
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="ImportInputException">The file cannot be read, or is not a mapping.</exception>
    public static ImportMapping Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return MappingFile.Read(path);
    }
}
