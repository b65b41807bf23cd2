namespace ClickFunnels.Sync;

/// <summary>Settings of a sink that writes files.</summary>
public class FileSinkOptions
{
    /// <summary>
    /// True to wait at each commit until the disk has the data, so that commits also survive a loss of power. Without it, they survive the
    /// end of the process at any moment, but not a crash of the operating system; false by default, because it costs time.
    /// </summary>
    public bool FlushToDisk { get; set; }
}

/// <summary>Settings of a <see cref="CsvSink" />. A folder keeps the settings that it was created with.</summary>
public sealed class CsvSinkOptions : FileSinkOptions
{
    /// <summary>True to begin each file with the byte order mark of UTF-8, which Excel needs to read other letters than English
    /// ones.</summary>
    public bool ByteOrderMark { get; set; }

    /// <summary>
    /// The text of a missing value, without quotes; empty by default, while an empty text is <c>""</c>. Many readers do not look at the
    /// quotes: give them a text such as <c>\N</c>, and they can tell a missing value from an empty text. A value that is this text goes to
    /// <see cref="SyncTable.ExtraColumn" />.
    /// </summary>
    public string NullText { get; set; } = "";

    /// <summary>
    /// True to write an apostrophe before a text that a spreadsheet could take for a formula, because it begins with <c>=</c>, <c>+</c>,
    /// <c>-</c>, <c>@</c>, their full-width forms, a tab or a line break. It changes the data, so use it only for files that people open
    /// in a spreadsheet; false by default.
    /// </summary>
    public bool GuardFormulas { get; set; }
}
