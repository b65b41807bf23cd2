namespace ClickFunnels;

/// <summary>The record is not in a state that allows the call (409), such as archiving what is archived.</summary>
public sealed class ClickFunnelsConflictException : ClickFunnelsApiException
{
    internal ClickFunnelsConflictException(ErrorResponse response)
        : base(response, "the record is not in a state that allows this.")
    {
    }
}
