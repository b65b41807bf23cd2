namespace OAuthConnect;

/// <summary>The story went another way than it should.</summary>
/// <param name="message">What happened.</param>
public sealed class StoryException(string message) : Exception(message);
