using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Engine;

/// <summary>The validation errors of a body, in the order in which they were found.</summary>
internal sealed class RequestProblemList
{
    private const int Limit = 50;
    private readonly List<string> _messages = [];

    public bool Any => _messages.Count > 0;

    public void Add(string message)
    {
        if (_messages.Count < Limit && !_messages.Contains(message))
        {
            _messages.Add(message);
        }
    }

    /// <summary>Adds the message unless the condition holds.</summary>
    public void Require(bool condition, string message)
    {
        if (!condition)
        {
            Add(message);
        }
    }

    public void ThrowIfAny()
    {
        if (Any)
        {
            throw ApiProblem.Unprocessable(string.Join("; ", _messages));
        }
    }
}
