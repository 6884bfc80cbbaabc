// The chart scripts, which come when something is to be drawn: Vega, Vega-Lite and Vega-Embed with the interpreter of
// expressions, so that nothing is compiled at run time and the page's policy can forbid it. Their licence heads report.js.
import embed from "vega-embed";

window.vegaEmbed = embed;
