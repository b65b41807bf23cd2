using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Files;

/// <summary>
/// Notices a file that is not JSON Lines at all: none of its first lines is an object. One damaged line among others is only rejected.
/// </summary>
internal sealed class MalformedStart(string file)
{
    private const int Lines = 3;
    private readonly List<RejectedRow> _held = [];
    private bool _isDecided;

    /// <summary>Keeps a malformed line back, as long as nothing else was read.</summary>
    public bool Holds(RejectedRow row, RecordProblem problem, bool isArray)
    {
        if (_isDecided || !problem.IsMalformed)
        {
            return false;
        }

        _held.Add(row);
        if (isArray || _held.Count == Lines)
        {
            throw Problem(isArray);
        }

        return true;
    }

    /// <summary>Returns the lines that were kept back, because the file is JSON Lines after all.</summary>
    public IReadOnlyList<RejectedRow> Release()
    {
        _isDecided = true;
        var held = _held.ToList();
        _held.Clear();
        return held;
    }

    /// <exception cref="MigrationInputException">No line of the file was an object.</exception>
    public void Complete()
    {
        if (_held.Count > 0)
        {
            throw Problem(isArray: false);
        }
    }

    private MigrationInputException Problem(bool isArray) =>
        new(
            isArray
                ? "The file is a JSON array. Expected one object per line; jq -c '.[]' converts it."
                : "The file is not JSON Lines. Expected one object of JSON in each line, in UTF-8.",
            file,
            _held[0].Record.Line
        );
}
