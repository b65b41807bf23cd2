using System;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Gives text files one form on every system: UTF-8 without a byte order mark, LF, no trailing blanks, at most one empty line in a row,
/// and one line end at the end.
/// A file that already has it is left untouched, so that its time says when its content changed.
/// </summary>
public class TidyText : Task
{
    [Required]
    public ITaskItem[] Files { get; set; }

    /// <summary>If set, the lines are sorted by the text after this column.</summary>
    public int SortFrom { get; set; }

    public override bool Execute()
    {
        foreach (var file in Files)
        {
            var path = file.GetMetadata("FullPath");
            var before = File.ReadAllBytes(path);
            var all = File.ReadAllText(path).Split('\n').Select(line => line.TrimEnd()).ToArray();
            var lines = all.Where((line, index) => line.Length > 0 || index == 0 || all[index - 1].Length > 0);
            if (SortFrom > 0)
            {
                lines = lines.Where(line => line.Length > SortFrom).OrderBy(line => line.Substring(SortFrom), StringComparer.Ordinal);
            }

            var after = new System.Text.UTF8Encoding(false).GetBytes(string.Join("\n", lines).TrimEnd() + "\n");
            if (!before.SequenceEqual(after))
            {
                File.WriteAllBytes(path, after);
            }
        }

        return true;
    }
}
