/** Candles with volume of one symbol: history by REST, the newest candle by trades as they come. */

import {
    CandlestickSeries, ColorType, CrosshairMode, HistogramSeries, createChart
} from '../vendor/lightweight-charts/lightweight-charts.standalone.production.mjs';
import {UNITS, clockOf, formatCompact, formatUnits, millisOf, priceUnits} from './format.js';
import * as gateway from './gateway.js';

const CANDLES_FIRST = 720;
const CANDLES_MORE = 2000;
const BARS_AHEAD = 30;
const BARS_SHOWN = 90;
const REFRESH_MS = 1000;
const NAMES = {60: 'One-minute', 300: 'Five-minute', 900: 'Fifteen-minute', 3600: 'One-hour'};

function colour(name)
{
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The chart panel. */
export class Candles
{
    /**
     * @param {Object<string, HTMLElement>} parts of the page: chart, legend, empty, resolutions.
     * @param {function(Error)} onError told of a request that failed.
     */
    constructor(parts, onError)
    {
        this.parts = parts;
        this.onError = onError;
        this.resolution = 60;
        this.market = null;
        this.refreshTimer = 0;
        this.forget();
        this.chart = createChart(parts.chart, {autoSize: true});
        this.prices = this.chart.addSeries(CandlestickSeries, {borderVisible: false});
        this.volumes = this.chart.addSeries(HistogramSeries, {
            priceScaleId: '', priceFormat: {type: 'volume'}, lastValueVisible: false, priceLineVisible: false
        });
        this.volumes.priceScale().applyOptions({scaleMargins: {top: 0.82, bottom: 0}});
        this.paint();
        matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.paint());
        this.chart.subscribeCrosshairMove(event => this.drawLegend(event.time));
        this.chart.timeScale().subscribeVisibleLogicalRangeChange(range => this.scrolled(range));
        parts.resolutions.addEventListener('click', event => this.resolve(event.target.dataset.resolution));
    }

    forget()
    {
        // Counts the symbols and resolutions shown so far: an answer for an earlier one is dropped.
        this.era = (this.era ?? 0) + 1;
        // Invariant: time to candle, ascending, as the chart has them.
        this.bars = new Map();
        this.lastTime = 0;
        this.complete = false;
        this.loadingMore = false;
        this.loaded = false;
        clearTimeout(this.refreshTimer);
        this.refreshTimer = 0;
    }

    /** Colours of the page's theme. */
    paint()
    {
        this.chart.applyOptions({
            layout: {
                background: {type: ColorType.Solid, color: colour('--surface')}, textColor: colour('--text-dim'),
                fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 11, attributionLogo: true
            },
            grid: {vertLines: {color: colour('--grid')}, horzLines: {color: colour('--grid')}},
            crosshair: {mode: CrosshairMode.Normal},
            rightPriceScale: {borderColor: colour('--line'), scaleMargins: {top: 0.12, bottom: 0.22}},
            timeScale: {
                borderColor: colour('--line'), timeVisible: true, secondsVisible: false, rightOffset: 4
            },
            localization: {locale: 'en-GB'}
        });
        this.prices.applyOptions({
            upColor: colour('--bid'), downColor: colour('--ask'),
            wickUpColor: colour('--bid'), wickDownColor: colour('--ask')
        });
        if (this.bars.size > 0)
        {
            this.setAll();
        }
    }

    /** Shows a market, from nothing. */
    async show(market)
    {
        this.market = market;
        this.forget();
        this.setAll();
        this.prices.applyOptions({
            priceFormat: {
                type: 'price', precision: market.decimals,
                minMove: Math.max(1, priceUnits(market.instrument.tickSize)) / UNITS
            }
        });
        this.parts.empty.hidden = true;
        await this.reload();
    }

    /**
     * Asks for the history again, after a reconnect say; what is drawn stays until it is there.
     *
     * @param {boolean} anew whether all that is drawn may be wrong, as after a bust, which may leave no candle.
     */
    async reload(anew = false)
    {
        const era = this.era;
        const market = this.market;
        try
        {
            const newest = await gateway.trades(market.symbol, 1);
            const drawn = anew ? this.bars.keys().next().value : undefined;
            const from = newest.length > 0 ?
                drawn ?? this.bucket(newest[0].timeNs) - CANDLES_FIRST * this.resolution : null;
            const candles = null === from ? [] : await gateway.candles(market.symbol, this.resolution, from);
            if (era === this.era)
            {
                const first = !this.loaded;
                this.loaded = true;
                if (anew)
                {
                    this.bars.clear();
                    this.lastTime = 0;
                }
                else
                {
                    this.complete = null === from;
                }
                this.merge(candles);
                this.setAll();
                if (first && candles.length > 0)
                {
                    this.chart.timeScale().setVisibleLogicalRange(
                        {from: this.bars.size - BARS_SHOWN, to: this.bars.size + 4});
                }
            }
        }
        catch (error)
        {
            if (era === this.era)
            {
                this.onError(error);
            }
        }
    }

    async resolve(resolution)
    {
        if (!resolution || Number(resolution) === this.resolution || null === this.market)
        {
            return;
        }
        this.resolution = Number(resolution);
        for (const button of this.parts.resolutions.children)
        {
            button.setAttribute('aria-pressed', String(Number(button.dataset.resolution) === this.resolution));
        }
        await this.show(this.market);
    }

    bucket(timeNs)
    {
        return Math.floor(millisOf(timeNs) / 1000 / this.resolution) * this.resolution;
    }

    /** Moves the newest candle by a trade at once; its volume and the rest come with the next refresh. */
    take(trade)
    {
        if (!this.loaded)
        {
            return;
        }
        const time = this.bucket(trade.timeNs);
        if (time < this.lastTime)
        {
            this.refreshSoon();
            return;
        }
        const price = priceUnits(trade.price) / UNITS;
        const bar = this.bars.get(time) ??
            {time, open: price, high: price, low: price, close: price, volume: 0, trades: 0};
        bar.high = Math.max(bar.high, price);
        bar.low = Math.min(bar.low, price);
        bar.close = price;
        this.put(bar);
        this.prices.update(bar);
        this.volumes.update(this.volumeOf(bar));
        this.drawLegend(undefined);
        this.refreshSoon();
    }

    refreshSoon()
    {
        if (0 === this.refreshTimer)
        {
            this.refreshTimer = setTimeout(() => this.refresh(), REFRESH_MS);
        }
    }

    async refresh()
    {
        const era = this.era;
        try
        {
            const candles = await gateway.candles(
                this.market.symbol, this.resolution, Math.max(0, this.lastTime - this.resolution));
            if (era === this.era)
            {
                this.merge(candles);
                for (const candle of candles)
                {
                    const bar = this.bars.get(candle.time);
                    this.prices.update(bar, bar.time < this.lastTime);
                    this.volumes.update(this.volumeOf(bar), bar.time < this.lastTime);
                }
                this.drawLegend(undefined);
            }
        }
        catch (error)
        {
            if (era === this.era)
            {
                this.onError(error);
            }
        }
        finally
        {
            if (era === this.era)
            {
                this.refreshTimer = 0;
            }
        }
    }

    async scrolled(range)
    {
        if (!range || range.from > BARS_AHEAD || !this.loaded || this.complete || this.loadingMore)
        {
            return;
        }
        this.loadingMore = true;
        const era = this.era;
        try
        {
            const first = this.bars.keys().next().value;
            const older = undefined === first ? [] : await gateway.candles(this.market.symbol, this.resolution,
                Math.max(0, first - CANDLES_MORE * this.resolution), first);
            if (era === this.era)
            {
                // The venue may have been closed for longer than this window: then there is one request for all.
                const rest = older.length > 0 || undefined === first ? older :
                    await gateway.candles(this.market.symbol, this.resolution, 0, first);
                if (era === this.era)
                {
                    this.complete = 0 === older.length;
                    this.merge(rest);
                    this.setAll();
                }
            }
        }
        catch (error)
        {
            this.onError(error);
        }
        finally
        {
            this.loadingMore = false;
        }
    }

    merge(candles)
    {
        let ordered = true;
        for (const candle of candles)
        {
            ordered = ordered && (candle.time >= this.lastTime);
            this.put({
                time: candle.time,
                open: priceUnits(candle.open) / UNITS,
                high: priceUnits(candle.high) / UNITS,
                low: priceUnits(candle.low) / UNITS,
                close: priceUnits(candle.close) / UNITS,
                volume: candle.volume,
                trades: candle.trades
            });
        }
        if (!ordered)
        {
            this.bars = new Map([...this.bars].sort(([a], [b]) => a - b));
        }
    }

    put(bar)
    {
        this.bars.set(bar.time, bar);
        this.lastTime = Math.max(this.lastTime, bar.time);
    }

    setAll()
    {
        const bars = [...this.bars.values()];
        this.prices.setData(bars);
        this.volumes.setData(bars.map(bar => this.volumeOf(bar)));
        this.drawLegend(undefined);
    }

    volumeOf(bar)
    {
        return {
            time: bar.time,
            value: bar.volume,
            color: colour(bar.close >= bar.open ? '--volume-up' : '--volume-down')
        };
    }

    drawLegend(time)
    {
        const bar = this.bars.get(time) ?? this.bars.get(this.lastTime);
        this.parts.empty.hidden = this.bars.size > 0 || !this.loaded;
        if (!bar)
        {
            this.parts.legend.textContent = '';
            return;
        }
        const price = value => formatUnits(Math.round(value * UNITS), this.market.decimals);
        this.parts.legend.textContent = clockOf(bar.time * 1000).slice(0, 5) + '  O ' + price(bar.open) + '  H ' +
            price(bar.high) + '  L ' + price(bar.low) + '  C ' + price(bar.close) + '  V ' + formatCompact(bar.volume);
        this.parts.legend.dataset.direction = bar.close >= bar.open ? 'up' : 'down';
        this.parts.chart.setAttribute('aria-label', NAMES[this.resolution] + ' candles of ' + this.market.symbol +
            ', ' + this.bars.size + ' of them, the newest: ' + this.parts.legend.textContent);
    }
}
