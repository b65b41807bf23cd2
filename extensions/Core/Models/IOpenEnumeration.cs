namespace ClickFunnels.Core;

/// <summary>A set of documented strings that stays open: a value the contract does not know is kept as it is.</summary>
/// <typeparam name="TSelf">The type that implements the interface.</typeparam>
public interface IOpenEnumeration<out TSelf>
    where TSelf : struct
{
    /// <summary>The value as it is on the wire.</summary>
    string Value { get; }

    /// <summary>Returns the member with this value, known or not.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    TSelf WithValue(string value);
}
