using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Engine;

/// <summary>The validation errors of a body, in the order in which they were found.</summary>
internal sealed class RequestProblemList
{
    private const int Limit = 50;
    private readonly List<FieldProblem> _problems = [];

    public bool Any => _problems.Count > 0;

    public void Add(string message, string field = "")
    {
        var problem = new FieldProblem(field, message);
        if (_problems.Count < Limit && !_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Adds the message unless the condition holds.</summary>
    public void Require(bool condition, string message, string field = "")
    {
        if (!condition)
        {
            Add(message, field);
        }
    }

    public void ThrowIfAny()
    {
        if (Any)
        {
            throw ApiProblem.Unprocessable([.. _problems]);
        }
    }
}
